// The only script that the shell loads. It starts the wasm itself, so the shell needs no inline script. The default export returns the same
// start and does not start again.
import init from "./app.js";

const started = init();

export default () => started;
