"use strict";
// The page works without this: it adds the drawn connection, a search in the list, and keys from figure to figure.
(() => {
  const space = "http://www.w3.org/2000/svg";
  const canvas = document.createElementNS(space, "svg");
  canvas.classList.add("connection");
  canvas.setAttribute("aria-hidden", "true");
  document.body.append(canvas);

  const cuesOf = new Map();
  for (const rule of document.styleSheets[0].cssRules) {
    const found = /:has\((.*)\) \.(a\d+-c\d+)$/.exec(rule.selectorText || "");
    if (found === null) continue;
    for (const [, id] of found[1].matchAll(/#(a\d+-f\d+):target/g)) {
      cuesOf.set(id, [...(cuesOf.get(id) || []), found[2]]);
    }
  }

  function middle(element) {
    const box = element.getClientRects()[0];
    return [box.left + box.width / 2 + scrollX, box.top + scrollY, box.bottom + scrollY];
  }

  function connect() {
    canvas.replaceChildren();
    const id = location.hash.slice(1);
    const figure = document.getElementById(id);
    if (figure === null || !cuesOf.has(id)) return;
    for (const name of cuesOf.get(id)) {
      const cue = document.querySelector(`.${name}`);
      if (cue === null || cue.contains(figure)) continue;
      const [fromX, fromTop, fromBottom] = middle(figure);
      const [toX, toTop, toBottom] = middle(cue);
      const below = toTop >= fromBottom;
      const [fromY, toY] = below ? [fromBottom, toTop] : [fromTop, toTop < fromTop ? toBottom : toTop];
      const bend = below ? (fromY + toY) / 2 : Math.min(fromY, toY) - 24;
      const path = document.createElementNS(space, "path");
      path.setAttribute("d", `M ${fromX} ${fromY} C ${fromX} ${bend}, ${toX} ${bend}, ${toX} ${toY}`);
      canvas.append(path);
    }
  }

  for (const list of document.querySelectorAll(".list")) {
    const search = document.createElement("input");
    search.type = "search";
    search.className = "search";
    search.placeholder = "Find in the list";
    search.setAttribute("aria-label", "Find in the list");
    search.addEventListener("input", () => {
      const wanted = search.value.toLowerCase();
      for (const item of list.children) {
        item.classList.toggle("unmatched", !item.textContent.toLowerCase().includes(wanted));
      }
    });
    list.before(search);
  }

  document.addEventListener("keydown", (event) => {
    if (!["j", "k"].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input[type=search]")) return;
    const figures = [...document.querySelectorAll("article .figure")].filter(
      (one) => document.getElementById(`show-${one.parentElement.classList[1]}`)?.checked ?? true,
    );
    const at = figures.findIndex((one) => one.id === location.hash.slice(1));
    const next = figures[event.key === "j" ? at + 1 : Math.max(at - 1, 0)];
    if (next) {
      location.hash = next.id;
      next.focus();
    }
  });

  addEventListener("hashchange", connect);
  addEventListener("resize", connect);
  connect();
})();
