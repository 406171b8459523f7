// The board is whole without this file. It keeps an open page live, sends the filters when one changes, and puts the
// cursor into the search at "/".
"use strict";

(() => {
  const search = document.querySelector("input[type=search]");
  const filters = document.querySelector("form.filters");

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "/" && search && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  });

  filters?.addEventListener("change", (event) => {
    if (event.target.tagName === "SELECT") filters.requestSubmit();
  });

  const board = document.querySelector("[data-live]");
  if (!board) return;
  const news = document.getElementById("news");
  const every = Number(board.dataset.live) * 1000;
  let known = null; // the ETag of what is shown
  let asking = false;

  const rows = (root) => new Map([...root.querySelectorAll("tr.move")].map((row) => [row.id, row]));

  function show(fresh, added) {
    board.replaceChildren(...fresh.childNodes);
    for (const [id, row] of rows(board)) row.classList.toggle("is-new", added.has(id));
    live(true);
  }

  // What is read must not move away: while the reader is down the page or within the list, a button offers the news.
  function offer(fresh, added, text) {
    const button = Object.assign(document.createElement("button"), { className: "fresh", textContent: text });
    button.addEventListener("click", () => {
      show(fresh, added);
      board.querySelector("a.name")?.focus({ preventScroll: true });
      window.scrollTo({ top: 0 });
    });
    board.querySelector(".fresh")?.remove();
    board.prepend(button);
  }

  function live(well) {
    const sign = board.querySelector(".live");
    if (!sign) return;
    sign.hidden = false;
    sign.classList.toggle("is-off", !well);
    sign.textContent = well ? board.dataset.on : board.dataset.off;
  }

  async function ask() {
    if (asking || document.hidden) return;
    asking = true;
    try {
      const headers = known ? { "If-None-Match": known } : {};
      const answer = await fetch(location.href, { headers, cache: "no-store" });
      if (answer.status === 304) return live(true);
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-live]");
      if (!fresh) throw new Error("no board");
      const first = known === null;
      known = answer.headers.get("ETag");
      const before = rows(board);
      const added = new Set([...rows(fresh).keys()].filter((id) => !before.has(id)));
      const same = [...rows(fresh)].every(([id, row]) => before.get(id)?.textContent === row.textContent);
      if (first && same && !added.size) return live(true);
      const text = board.dataset.fresh.replace("#", added.size);
      if (added.size) news.textContent = text;
      const reading = window.scrollY > 300 || board.querySelector("table")?.contains(document.activeElement);
      if (reading && added.size) offer(fresh, added, text);
      else if (!reading) show(fresh, added);
      else known = null; // shown the next time
    } catch {
      live(false);
    } finally {
      asking = false;
    }
  }

  live(true);
  ask();
  setInterval(ask, every);
  document.addEventListener("visibilitychange", ask);
})();
