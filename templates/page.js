// The page works without this: it opens the records under a point, and filters by the address.
//
// data.words holds every text once; elsewhere a number stands for it. A point, in the order of the
// rows, is [section, status, light, [leads], [others], [why], [[measure, status]], [records]], and
// a record [day, who, month, what happened, more lines…], the newest first. data.groups: unit →
// the groups it is in.
(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words;
  const [heading, form, told] = ["list", "filter", "told"].map((id) => document.getElementById(id));
  const rows = [...document.querySelectorAll("#points tr[id]")];
  const points = rows.map((row, place) => {
    const [section, status, light, leads, others, why, measures, records] = data.points[place];
    const units = [...leads, ...others].map((n) => words[n]);
    return { row, units, others, why, measures, records, id: row.id.slice("项=".length),
      section: words[section], status: words[status], light: words[light] };
  });
  const SELECTS = ["单位", "部分", "状态", "亮灯", "月份"];

  // ---------------------------------------------------------------- the address

  function asked() {
    const found = {};
    for (const part of location.hash.slice(1).split("&")) {
      const [key, value] = part.split("=");
      try {
        if (value) { found[decodeURIComponent(key)] = decodeURIComponent(value); }
      } catch { /* half an address asks nothing */ }
    }
    const section = found["部分"];
    if (section) {  // the number alone will do: 五
      const whole = [...new Set(points.map((p) => p.section))];
      found["部分"] = whole.find((name) => name === section || name.startsWith(`${section}、`)) || section;
    }
    return found;
  }

  function address(wanted) {
    const quoted = (text) => text.replace(/[%&=#+ "'<>]/g, (c) =>
      `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
    const parts = Object.entries(wanted).filter(([, value]) => value);
    return `#${parts.map(([key, value]) => `${key}=${quoted(value)}`).join("&")}`;
  }

  // ---------------------------------------------------------------- what fits

  const said = (record) => record.slice(3).map((n) => words[n]).join("\n");
  const isHit = (record, want) => (!want["月份"] || words[record[2]] === want["月份"])
    && (!want["单位"] || words[record[1]] === want["单位"]);

  function text(point) {
    point.text ??= [point.row.textContent, ...point.records.map((r) => `${words[r[1]]} ${said(r)}`)]
      .join("\n").toLowerCase();
    return point.text;
  }

  function fits(point, want) {
    return (!want["项"] || point.id === want["项"])
      && (!want["部分"] || point.section === want["部分"])
      && (!want["状态"] || point.status === want["状态"])
      && (!want["亮灯"] || point.light === want["亮灯"])
      && (!want["单位"] || want["月份"] || point.units.includes(want["单位"]))
      && (!want["月份"] || point.records.some((record) => isHit(record, want)))
      && (want["文字"] || "").toLowerCase().split(/\s+/).every((word) => text(point).includes(word));
  }

  // ---------------------------------------------------------------- the records under a point

  function made(tag, content, name) {
    const element = document.createElement(tag);
    if (content) { element.textContent = content; }
    if (name) { element.className = name; }
    return element;
  }

  function listed(title, items) {
    const list = made("ul");
    list.append(...items);
    return items.length ? [made("h3", title), list] : [];
  }

  function detail(point) {
    const row = made("tr", "", "detail"), cell = made("td");
    cell.colSpan = 6;
    cell.append(...point.why.map((n) => made("p", words[n])));
    if (point.others.length) {
      cell.append(made("p", `责任单位: ${point.others.map((n) => words[n]).join("、")}`));
    }
    cell.append(...listed("举措", point.measures.map(([m, s]) => made("li", `${words[m]}(${words[s]})`))));
    point.items = point.records.map((record) => {
      const item = made("li"), [day, who] = record.map((n) => words[n]);
      item.append(made("strong", `${day} ${who}`), made("p", said(record).trim()));
      return item;
    });
    cell.append(...listed(`登记 ${point.items.length}条`, point.items));
    if (!point.items.length) { cell.append(made("p", "没有登记进展。")); }
    row.append(cell);
    return row;
  }

  function open(point, wanted) {
    if (!point.detail && wanted) {
      point.detail = detail(point);
      point.row.after(point.detail);
    }
    if (point.detail) { point.detail.hidden = !wanted; }
    point.button.setAttribute("aria-expanded", String(wanted));
    point.isOpen = wanted;
  }

  function addButton(point) {
    const title = point.row.querySelector(".title");
    point.button = made("button", title.textContent, "open");
    point.button.type = "button";
    point.button.setAttribute("aria-expanded", "false");
    point.button.addEventListener("click", () => open(point, !point.isOpen));
    title.replaceChildren(point.button);
  }

  // ---------------------------------------------------------------- the list as asked

  const OPENED = 12;  // so many points at most are opened by a filter for their records

  function show() {
    const want = asked(), found = [];
    for (const point of points) {
      const fit = fits(point, want);
      point.row.hidden = !fit;
      if (point.detail) { point.detail.hidden = !fit || !point.isOpen; }
      if (fit) { found.push(point); }
    }
    for (const body of document.querySelectorAll("#points tbody")) {
      body.hidden = !body.querySelector("tr[id]:not([hidden])");
    }
    if (want["项"] || (want["月份"] && found.length <= OPENED)) {
      found.forEach((point) => open(point, true));
    }
    for (const point of points.filter((one) => one.items)) {
      const marks = want["月份"] || want["单位"];
      point.items.forEach((item, at) => item.classList.toggle("hit", Boolean(marks && isHit(point.records[at], want))));
    }
    for (const control of form.elements) {
      if (control.name && control.value !== (want[control.name] || "")) { control.value = want[control.name] || ""; }
    }
    tell(want, found);
    return found;
  }

  function tell(want, found) {
    const unknown = SELECTS.filter((key) => want[key] && form.elements[key].value !== want[key]);
    const parts = Object.entries(want).map(([key, value]) => `${key} ${value}`);
    told.textContent = parts.length ? `${parts.join(", ")}: ${found.length}项(共${points.length}项)` : `共${points.length}项`;
    if (unknown.length) { told.append(`。本页没有这样的${unknown.join("、")}`); }
    const unit = want["单位"], groups = unit && !want["月份"] ? data.groups[unit] || [] : [];
    for (const name of groups.map((n) => words[n])) {
      const more = points.filter((p) => p.units.includes(name) && !p.units.includes(unit)).length;
      const link = made("a", `“${name}”`);
      link.href = address({ 单位: name });
      if (more) { told.append(`。另有${more}项经`, link, "涉及本单位"); }
    }
  }

  function follow() {
    if (!location.hash.includes("=") && location.hash.length > 1) {  // a place on the page
      const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (place && "open" in place) { place.open = true; }
      return;
    }
    const found = show();
    if (location.hash.length > 1) {
      heading.scrollIntoView();
      const only = asked()["项"] && found.length === 1;
      (only ? found[0].button : heading).focus({ preventScroll: true });
    }
  }

  points.forEach(addButton);
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    history.replaceState(null, "", address(Object.fromEntries(new FormData(form))));
    show();
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    history.replaceState(null, "", "#");
    show();
    form.elements["单位"].focus();
  });
  window.addEventListener("hashchange", follow);
  window.addEventListener("load", follow);  // the browser's own jump to the place has moved the focus
  show();
})();
