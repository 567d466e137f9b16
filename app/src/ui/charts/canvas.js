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

// Of each element: the handler of presses, the option that waits to be drawn, and the instance once there is one.
const charts = new WeakMap();

// A chart is drawn when it is scrolled near the window. A page has more charts than a window shows, and drawing those that nobody sees would
// delay the others after every change of a filter.
const nearness = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      const chart = charts.get(target);
      if (!chart) continue;
      chart.isNear = isIntersecting;
      if (isIntersecting) paint(target, chart);
    }
  },
  { rootMargin: "50% 0px" },
);

// Settles once the chart is drawn, removed, or overtaken by a newer option; fails if ECharts cannot be loaded.
export function draw(element, option, onPress) {
  let chart = charts.get(element);
  if (!chart) {
    chart = { isNear: false };
    charts.set(element, chart);
    nearness.observe(element);
  }
  chart.onPress = onPress;
  chart.waiting?.resolve();
  return new Promise((resolve, reject) => {
    chart.waiting = { option, resolve, reject };
    if (chart.isNear) paint(element, chart);
  });
}

async function paint(element, chart) {
  const { waiting } = chart;
  if (!waiting) return;
  chart.waiting = undefined;
  try {
    const { init } = await echarts();
    if (element.isConnected && charts.get(element) === chart) show(element, chart, init, JSON.parse(waiting.option));
    waiting.resolve();
  } catch (error) {
    waiting.reject(error);
  }
}

function show(element, chart, init, option) {
  if (!chart.instance) {
    chart.instance = init(element);
    chart.instance.on("click", (event) => chart.onPress(event.dataIndex));
    chart.resizing = new ResizeObserver(() => chart.instance.resize());
    chart.resizing.observe(element);
  }
  // Rich text is painted on the canvas: names never become HTML, and the content security policy for styles holds.
  if (option.tooltip) Object.assign(option.tooltip, { renderMode: "richText", confine: true });
  option.animation = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  option.animationDuration = 200;
  option.animationDurationUpdate = 200;
  chart.instance.setOption(option, { notMerge: true });
}

export function dispose(element) {
  const chart = charts.get(element);
  if (!chart) return;
  charts.delete(element);
  nearness.unobserve(element);
  chart.waiting?.resolve();
  chart.resizing?.disconnect();
  chart.instance?.dispose();
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
