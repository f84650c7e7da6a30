(() => {
  "use strict";
  const page = JSON.parse(document.getElementById("payload").textContent);
  const WIDE = 620;

  const quiet = {
    level: () => quiet,
    error: (...words) => (console.error(...words), quiet),
    warn: () => quiet,
    info: () => quiet,
    debug: () => quiet,
  };

  const records = (table) =>
    table.rows.map((row) => Object.fromEntries(row.map((cell, at) => [table.columns[at], cell])));

  function specification(chart, narrow) {
    const spec = structuredClone(narrow && chart.narrow ? chart.narrow : chart.drawing);
    if (chart.grammar === "vega-lite") {
      spec.datasets = Object.fromEntries(Object.entries(chart.tables).map(([name, table]) => [name, records(table)]));
    }
    return spec;
  }

  async function draw(box) {
    const chart = page.charts[box.dataset.chart];
    const narrow = box.clientWidth < WIDE;
    box.dataset.narrow = narrow;
    const drawn = document.createElement("div");
    drawn.style.width = "100%";
    box.replaceChildren(drawn);
    await window.vegaEmbed(drawn, specification(chart, narrow), {
      mode: chart.grammar,
      ast: true,
      renderer: "svg",
      actions: false,
      logger: quiet,
      defaultStyle: false,
      formatLocale: page.numberLocale,
      timeFormatLocale: page.timeLocale,
      tooltip: { theme: "page" },
    });
  }

  function download(id) {
    const chart = page.charts[id];
    const table = Object.values(chart.tables)[0];
    const cell = (value) => {
      if (value === null) return "";
      if (value === "<") return page.small;
      let text = String(value);
      if (typeof value === "number") return page.decimal === "." ? text : text.replace(".", page.decimal);
      if (/^[=+\-@\t\r]/.test(text)) text = "'" + text;
      return /["\n\r,;]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
    };
    const lines = [table.columns, ...table.rows].map((row) => row.map(cell).join(page.separator));
    const blob = new Blob(["\ufeff" + lines.join("\r\n") + "\r\n"], { type: "text/csv;charset=utf-8" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = page.name + "_" + id + ".csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  async function drawAll() {
    for (const box of document.querySelectorAll(".plot")) {
      try {
        await draw(box);
      } catch (fault) {
        box.textContent = String(fault);
      }
      await new Promise((next) => setTimeout(next));
    }
    document.documentElement.dataset.drawn = "yes";
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-download]");
    if (button) download(button.dataset.download);
  });
  addEventListener("beforeprint", () => document.querySelectorAll(".answer details, details.rest").forEach((one) => (one.open = true)));
  addEventListener("resize", () => {
    for (const box of document.querySelectorAll(".plot[data-narrow]")) {
      const chart = page.charts[box.dataset.chart];
      if (chart.narrow && String(box.clientWidth < WIDE) !== box.dataset.narrow) draw(box);
    }
  });
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const closed = target && target.closest("details:not([open])");
    if (closed) {
      closed.open = true;
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", reveal);
  reveal();
  drawAll();
})();
