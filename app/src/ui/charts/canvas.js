// The only module that touches ECharts. It is loaded when the first chart shows, and cached.
let loading;

function echarts() {
  const url = document.querySelector('meta[name="dabiao-charts"]')?.content;
  if (!url) return Promise.reject(new Error("the page names no chart module"));
  loading ??= import(url).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

const drawn = new WeakMap();

export async function draw(element, option, onPress) {
  const { init } = await echarts();
  if (!element.isConnected) return;
  let chart = drawn.get(element);
  if (!chart) {
    chart = { instance: init(element), onPress };
    chart.instance.on("click", (event) => chart.onPress(event.dataIndex));
    chart.observer = new ResizeObserver(() => chart.instance.resize());
    chart.observer.observe(element);
    drawn.set(element, chart);
  }
  chart.onPress = onPress;
  const whole = JSON.parse(option);
  // Rich text is painted on the canvas: names never become HTML, and the content security policy for styles holds.
  if (whole.tooltip) Object.assign(whole.tooltip, { renderMode: "richText", confine: true });
  whole.animation = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  whole.animationDuration = 200;
  whole.animationDurationUpdate = 200;
  chart.instance.setOption(whole, { notMerge: true });
}

export function dispose(element) {
  const chart = drawn.get(element);
  if (!chart) return;
  drawn.delete(element);
  chart.observer.disconnect();
  chart.instance.dispose();
}

export function watchTheme(told) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const tell = () => {
    const chosen = document.documentElement.dataset.theme;
    told(chosen === "dark" || (chosen !== "light" && system.matches));
  };
  system.addEventListener("change", tell);
  new MutationObserver(tell).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  tell();
}
