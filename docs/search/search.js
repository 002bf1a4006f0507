/* The handbook's search: every word typed must stand in a section, as it is. No server, no network.
   SECTIONS (sections.js, made with the site): url, page, title and text of each section. */
"use strict";

const SHOWN = 20;
const AROUND = 30;

const plain = (text) => text.normalize("NFKC").toLowerCase();

/** The sections that hold every word of the question; those with more of them in the title first. */
function found(question) {
  const words = plain(question).split(/\s+/).filter(Boolean);
  const rank = (section) => {
    const [title, text] = [plain(section.title), plain(section.page + " " + section.text)];
    if (!words.every((word) => title.includes(word) || text.includes(word))) return 0;
    return 1 + words.filter((word) => title.includes(word)).length;
  };
  const ranked = SECTIONS.map((section) => ({ section, rank: rank(section) }));
  const kept = words.length ? ranked.filter((one) => one.rank) : [];
  return { words, sections: kept.sort((a, b) => b.rank - a.rank).map((one) => one.section) };
}

/** *text* in *parent*, the first of *words* in it marked, with a little around it. */
function excerpt(parent, text, words) {
  const shown = text.normalize("NFKC");
  const places = words.map((word) => plain(text).indexOf(word));
  const which = places.findIndex((place) => place >= 0);
  const start = which < 0 ? 0 : places[which];
  const length = which < 0 ? 0 : words[which].length;
  const mark = document.createElement("mark");
  mark.textContent = shown.slice(start, start + length);
  const before = shown.slice(Math.max(0, start - AROUND), start);
  parent.append(before, ...(length ? [mark] : []), shown.slice(start + length, start + length + 2 * AROUND));
}

function show(list, question) {
  const { words, sections } = found(question);
  list.replaceChildren();
  for (const section of sections.slice(0, SHOWN)) {
    const link = document.createElement("a");
    link.href = section.url;
    const title = document.createElement("strong");
    title.textContent = section.title === section.page ? section.page : section.page + " › " + section.title;
    const text = document.createElement("span");
    excerpt(text, section.text, words);
    link.append(title, text);
    list.append(link);
  }
  if (words.length && !sections.length) list.textContent = "没有找到。少打几个字再试, 或看左边的目录。";
  list.hidden = !words.length;
}

document.addEventListener("DOMContentLoaded", () => {
  const box = document.createElement("div");
  box.className = "find";
  const input = document.createElement("input");
  input.type = "search";
  input.placeholder = "找: 催报、改期、撤销…";
  input.setAttribute("aria-label", "在手册里找");
  const list = document.createElement("div");
  list.className = "find-list";
  list.setAttribute("role", "region");
  list.setAttribute("aria-live", "polite");
  list.setAttribute("aria-label", "找到的");
  list.hidden = true;
  box.append(input, list);
  document.querySelector(".md-header__inner").append(box);
  input.addEventListener("input", () => show(list, input.value));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") show(list, (input.value = ""));
    if (event.key === "Enter") list.querySelector("a")?.click();
  });
  list.addEventListener("click", () => (list.hidden = true));
});
