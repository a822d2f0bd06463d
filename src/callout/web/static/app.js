// What scripts add: stepping through claims, marking what belongs together, and answers in place. Every page works
// without this file.
"use strict";

const reader = document.getElementById("reader");

if (reader) {
  const cards = [...reader.querySelectorAll(".card[data-claim]")];
  const marks = [...reader.querySelectorAll("mark[data-claims]")];
  let chosen = cards.findIndex((card) => card.classList.contains("on"));

  const show = (claim, on) => {
    for (const mark of marks) if (mark.dataset.claims.split(" ").includes(claim)) mark.classList.toggle("on", on);
  };
  const mark = (claim) => {
    for (const one of marks) one.classList.toggle("on", one.dataset.claims.split(" ").includes(claim));
    for (const card of cards) card.classList.toggle("on", card.dataset.claim === claim);
  };
  const choose = (number) => {
    if (number < 0 || number >= cards.length) return;
    chosen = number;
    const claim = cards[number].dataset.claim;
    mark(claim);
    const place = document.getElementById(claim);
    const list = cards[number].closest(".claims-of");
    if (list.scrollHeight > list.clientHeight) list.scrollTop += cards[number].getBoundingClientRect().top - list.getBoundingClientRect().top - 60;
    if (place) place.scrollIntoView({ block: "center", behavior: "instant" });
    cards[number].querySelector(".no").focus({ preventScroll: true });
    const address = new URL(location.href);
    address.searchParams.set("claim", claim);
    address.searchParams.delete("added");
    address.hash = claim;
    history.replaceState(null, "", address);
  };

  for (const [number, card] of cards.entries()) {
    card.addEventListener("mouseenter", () => show(card.dataset.claim, true));
    card.addEventListener("mouseleave", () => { if (number !== chosen) show(card.dataset.claim, false); });
    card.querySelector(".no").addEventListener("click", (event) => { event.preventDefault(); choose(number); });
  }
  for (const one of marks) {
    one.addEventListener("click", () => choose(cards.findIndex((card) => card.dataset.claim === one.dataset.claims.split(" ")[0])));
  }
  const steps = { j: () => choose(chosen + 1), k: () => choose(chosen < 0 ? 0 : chosen - 1) };
  addKeys(steps);
}

// Where something is decided: a key presses the button or follows the link that bears it, or goes to its field.
const keyed = document.querySelector(".keyed");
if (keyed) {
  const steps = {};
  for (const one of keyed.querySelectorAll("[data-key]")) steps[one.dataset.key] ??= () => one.click();
  for (const one of keyed.querySelectorAll("[data-field]")) steps[one.dataset.field] ??= () => one.focus();
  const correct = keyed.querySelector("details.correct");
  if (correct) steps.e = () => { correct.open = true; correct.querySelector("select, input:not([type=hidden])").focus(); };
  addKeys(steps);
  // Out of a field, so that keys decide again.
  keyed.addEventListener("keydown", (event) => { if (event.key === "Escape" && event.target.matches("input, select, textarea")) event.target.blur(); });
}
// The address of a folded part opens it.
const opened = location.hash && document.getElementById(location.hash.slice(1));
if (opened && opened.matches("details")) opened.open = true;

function addKeys(steps) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea")) return;
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    step();
  });
}

// The colours change without loading the page again; the form does the same without scripts.
const themes = document.getElementById("themes");
if (themes) {
  themes.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = themes.querySelector("button[name=theme]");
    const wanted = button.value;
    const body = new URLSearchParams(new FormData(themes));
    body.set("theme", wanted);
    fetch(themes.action, { method: "POST", body, redirect: "manual" }).then(() => {
      document.documentElement.dataset.theme = wanted;
      const next = { auto: "dark", dark: "light", light: "auto" }[wanted];
      button.value = next;
      button.title = `Colours: ${wanted === "auto" ? "as the system has them" : wanted}`;
      button.querySelector(".unseen").textContent = `Change colours to ${next}`;
    });
  });
}

// `/` goes to the search field, as in most works of reference.
addKeys({ "/": () => document.getElementById("find").focus() });
