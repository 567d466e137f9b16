// ECharts, cut down to what the dashboards draw. A kind of chart that is not registered here does not exist in the page.
import { use } from "echarts/core";
import { BarChart, FunnelChart, LineChart, PieChart, ScatterChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, FunnelChart, LineChart, PieChart, ScatterChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

export { init } from "echarts/core";
