// Draws the charts and the map of a simulation's report. All data stands in the page itself:
// nothing is loaded from elsewhere, so that the report opens without a network.
import embed from "vega-embed";
import { drawMap } from "./map.js";

const data = JSON.parse(document.getElementById("report-data").textContent);

for (const { id, spec } of data.charts) {
  const place = document.getElementById(id);
  if (place) {
    embed(place, spec, { actions: { export: true, source: false, compiled: false, editor: false } })
      .catch((fault) => { place.textContent = String(fault); });
  }
}
if (data.map) {
  drawMap(data.map);
}
