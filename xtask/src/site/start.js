// The one script the shell loads: it starts the wasm by itself, so the shell needs no inline script. The default export starts nothing
// twice.
import init from "./app.js";

const started = init();

export default () => started;
