const held = JSON.parse(document.getElementById("figures").textContent);
const chart = document.getElementById("chart");
const sorted = held.sort((one, other) => other.layout.meta.sheet.width - one.layout.meta.sheet.width);
const buttons = [["zoomIn2d", "zoomOut2d", "resetScale2d"]];
let shown;

function show() {
    const fits = sorted.find(({ layout }) => layout.meta.sheet.width <= chart.clientWidth * 1.15) ?? sorted.at(-1);
    if (fits === shown) return;
    shown = fits;
    const layout = { ...fits.layout, dragmode: fits === sorted[0] ? "zoom" : false };
    Plotly.react(chart, fits.data, layout, { displaylogo: false, responsive: true, modeBarButtons: buttons });
}

show();
addEventListener("resize", show);
