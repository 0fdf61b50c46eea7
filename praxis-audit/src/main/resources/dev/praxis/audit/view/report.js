"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const PAGE = 100, LANES = ["T0", "T1", "T2", "T3"];
  const KINDS = [["allowed", "allowed"], ["done", "done"], ["previewed", "dry run"], ["denied", "denied"],
    ["failed", "failed or unknown"], ["maintenance", "the log itself"]];
  const byId = id => document.getElementById(id);
  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const draw = (tag, attributes, text) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    if (text !== undefined) element.textContent = text;
    return element;
  };
  // What could move, hide or turn text is shown as an escape: the records come from others.
  const shown = value => String(value).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    c => c === "\n" ? c : "\\u{" + c.codePointAt(0).toString(16) + "}");
  const kindOf = record => record.decision === "MAINTENANCE" ? "maintenance" : record.decision === "DENIED" ? "denied"
    : record.decision === "PREVIEWED" ? "previewed" : record.phase === "INTENT" ? "allowed" : record.error === null ? "done" : "failed";
  const records = data.records.map((record, index) => record.damaged !== undefined
    ? { index, damaged: record.damaged, sequence: 0, kind: "failed", tier: "", time: "", tool: "", target: "", actor: "", text: record.damaged.toLowerCase() }
    : { ...record, index, kind: kindOf(record), at: Date.parse(record.time), text: JSON.stringify(record).toLowerCase() });
  const findings = new Map();
  for (const finding of data.proof.findings) {
    const key = finding.sequence || 0;
    if (!findings.has(key)) findings.set(key, []);
    findings.get(key).push(finding);
  }

  const proofOf = record => {
    if (record.damaged !== undefined) return ["wrong", "not a record"];
    const found = findings.get(record.sequence);
    if (found) return ["wrong", found.map(each => each.kind).join(", ")];
    if (record.sequence <= data.proof.pruned) return ["wrong", "not among the records that were checked"];
    if (record.sequence > data.proof.checked) return ["soft", "written after the check"];
    if (record.index < data.run[0] || record.index > data.run[1]) return data.proof.findings.length > 0
      ? ["soft", "a flaw is between it and the last record"] : ["wrong", "not what was checked"];
    if (data.proof.takenIn.some(([first, last]) => first <= record.sequence && record.sequence <= last)) return ["soft", "taken in after a crash"];
    return record.sequence <= data.proof.signed ? ["good", "in the checkpoint"] : ["soft", "in the chain only"];
  };
  const labelOf = record => record.damaged !== undefined ? "damaged" : KINDS.find(([kind]) => kind === record.kind)[1];

  let filtered = records, page = 0;
  const filters = { text: byId("text"), tier: byId("tier"), kind: byId("kind"), tool: byId("tool"), proof: byId("proof"), from: byId("from"), to: byId("to") };

  const option = (select, value, label) => select.append(make("option", { value }, label));
  LANES.forEach(tier => option(filters.tier, tier, tier));
  KINDS.forEach(([kind, label]) => option(filters.kind, kind, label));
  [...new Set(records.map(record => record.tool).filter(tool => tool))].sort().forEach(tool => option(filters.tool, tool, shown(tool)));

  const day = (text, end) => text === "" ? (end ? Infinity : -Infinity) : Date.parse(text + (text.length === 16 ? ":00Z" : "Z")) + (end ? 59999 : 0);
  const apply = () => {
    const words = filters.text.value.toLowerCase().split(/\s+/).filter(word => word);
    const from = day(filters.from.value, false), to = day(filters.to.value, true);
    filtered = records.filter(record =>
      (filters.tier.value === "" || record.tier === filters.tier.value)
      && (filters.kind.value === "" || record.kind === filters.kind.value)
      && (filters.tool.value === "" || record.tool === filters.tool.value)
      && (filters.proof.value === "" || proofOf(record)[0] === filters.proof.value)
      && (record.at === undefined || record.at >= from && record.at <= to)
      && words.every(word => record.text.includes(word)));
    page = 0;
    chart();
    list();
  };

  const detail = record => {
    if (record.damaged !== undefined) return make("div", { class: "detail" }, make("pre", {}, shown(record.damaged)));
    const entries = make("dl");
    const add = (name, ...value) => entries.append(make("dt", {}, name), make("dd", {}, ...value));
    const code = value => make("code", {}, shown(value));
    const [proof, why] = proofOf(record);
    add("proof", make("span", { class: proof }, why));
    for (const finding of findings.get(record.sequence) || []) add(finding.kind, shown(finding.message));
    add("time", code(record.time));
    add("actor", code(record.actor));
    add("client", code(record.clientId));
    const all = make("button", { type: "button" }, "show the whole request");
    all.addEventListener("click", () => { filters.text.value = record.requestId; apply(); filters.text.focus(); });
    add("request", code(record.requestId), " ", all);
    add("action", code(record.tool + " on " + record.target));
    add("tier, phase", code(record.tier + " " + record.phase + " " + record.decision));
    if (record.error !== null) add("error", shown(record.error));
    if (record.output !== null) add("output", code(record.output.length + " bytes, SHA-256 " + record.output.sha256));
    add("arguments", make("pre", {}, shown(JSON.stringify(record.args, null, 2))));
    add("rules", code(record.patternsVersion));
    add("hash", code(record.hash));
    add("hash before", code(record.previousHash));
    return make("div", { class: "detail" }, entries);
  };

  const row = record => {
    const [proof, why] = proofOf(record);
    const button = make("button", { class: "row", type: "button", "aria-expanded": "false" },
      make("span", { class: "number mono" }, record.sequence ? String(record.sequence) : "–"),
      make("span", { class: "when mono" }, record.time ? record.time.slice(0, 19).replace("T", " ") : "–"),
      make("span", { class: "what" },
        make("span", { class: "tag tier" }, record.tier || "?"), make("span", { class: "tag " + record.kind }, labelOf(record)),
        record.damaged !== undefined ? "a line that is no record" : shown(record.tool + " on " + record.target)),
      make("span", { class: "who" }, shown(record.actor)),
      make("span", { class: "proof " + proof }, why));
    const item = make("li", {}, button);
    button.addEventListener("click", () => {
      const open = item.querySelector(".detail");
      if (open) open.remove(); else item.append(detail(record));
      button.setAttribute("aria-expanded", String(!open));
    });
    return item;
  };

  const list = () => {
    const pages = Math.max(1, Math.ceil(filtered.length / PAGE));
    page = Math.min(page, pages - 1);
    // The newest first: that is what one looks for.
    const end = filtered.length - page * PAGE;
    byId("records").replaceChildren(...filtered.slice(Math.max(0, end - PAGE), end).reverse().map(row));
    if (filtered.length === 0) byId("records").append(make("li", { class: "none" }, records.length === 0 ? "There are no records." : "No record fits these filters."));
    byId("shown").textContent = filtered.length + " of " + records.length + " records" + (pages > 1 ? ", page " + (page + 1) + " of " + pages : "");
    byId("newer").disabled = page === 0;
    byId("older").disabled = page === pages - 1;
  };

  const chart = () => {
    const timed = filtered.filter(record => !Number.isNaN(record.at) && record.at !== undefined);
    const box = byId("timeline"), width = Math.max(320, box.clientWidth), lane = 34, left = 26, foot = 18;
    const height = LANES.length * lane + foot;
    const svg = draw("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": summary(timed) });
    box.replaceChildren(svg);
    LANES.forEach((tier, i) => {
      svg.append(draw("text", { x: 2, y: (i + 1) * lane - 4 }, tier));
      svg.append(draw("line", { class: "rule", x1: left, x2: width, y1: (i + 1) * lane, y2: (i + 1) * lane }));
    });
    table(filtered);
    if (timed.length === 0) return;
    let first = Infinity, last = -Infinity;
    for (const record of timed) { first = Math.min(first, record.at); last = Math.max(last, record.at); }
    const buckets = Math.max(1, Math.floor((width - left) / 12)), span = Math.max(1, last - first + 1), step = (width - left) / buckets;
    const counts = Array.from({ length: buckets }, () => LANES.map(() => new Map()));
    let most = 1;
    for (const record of timed) {
      const cell = (counts[Math.min(buckets - 1, Math.floor((record.at - first) / span * buckets))] || [])[LANES.indexOf(record.tier)];
      if (cell) { cell.set(record.kind, (cell.get(record.kind) || 0) + 1); most = Math.max(most, [...cell.values()].reduce((a, b) => a + b)); }
    }
    counts.forEach((bucket, x) => {
      bucket.forEach((cell, y) => {
        let top = (y + 1) * lane;
        for (const [kind] of KINDS) if (cell.has(kind)) {
          const size = Math.max(2, cell.get(kind) / most * (lane - 6));
          top -= size;
          svg.append(draw("rect", { x: left + x * step + 1, y: Math.max(y * lane + 2, top), width: step - 2, height: size, fill: `var(--${kind})` }));
        }
      });
      const start = first + x / buckets * span, end = first + (x + 1) / buckets * span;
      const hit = draw("rect", { class: "hit", x: left + x * step, y: 0, width: step, height: LANES.length * lane });
      hit.append(draw("title", {}, stamp(start) + " to " + stamp(end)));
      hit.addEventListener("click", () => { filters.from.value = stamp(start); filters.to.value = stamp(end); apply(); });
      svg.append(hit);
    });
    svg.append(draw("text", { x: left, y: height - 4 }, stamp(first).replace("T", " ")));
    svg.append(draw("text", { x: width, y: height - 4, "text-anchor": "end" }, stamp(last).replace("T", " ") + " UTC"));
  };
  const stamp = time => new Date(time).toISOString().slice(0, 16);
  const summary = timed => "Timeline of " + timed.length + " records by tier and decision; the same numbers are in the table of counts.";
  const table = shownRecords => {
    const rows = LANES.map(tier => make("tr", {}, make("th", { scope: "row" }, tier),
      ...KINDS.map(([kind]) => make("td", {}, String(shownRecords.filter(record => record.tier === tier && record.kind === kind).length)))));
    byId("counts").replaceChildren(make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "tier"),
      ...KINDS.map(([, label]) => make("th", { scope: "col" }, label)))), make("tbody", {}, ...rows));
  };

  // Opens a record wherever it is in the list.
  const show = sequence => {
    for (const filter of Object.values(filters)) filter.value = "";
    apply();
    const behind = filtered.length - 1 - filtered.findIndex(record => record.sequence === sequence);
    page = Math.floor(behind / PAGE);
    list();
    const item = byId("records").children[behind % PAGE];
    item.firstChild.click();
    item.scrollIntoView({ block: "center" });
    item.firstChild.focus({ preventScroll: true });
  };
  for (const item of document.querySelectorAll(".findings li[data-sequence]")) {
    const sequence = Number(item.dataset.sequence);
    if (!records.some(record => record.sequence === sequence)) continue;
    const button = make("button", { type: "button" }, "show the record");
    button.addEventListener("click", () => show(sequence));
    item.append(" ", button);
  }

  byId("legend").append(...KINDS.map(([kind, label]) => make("li", { class: kind }, make("i"), label)));
  let pending = 0;
  byId("filters").addEventListener("input", () => { clearTimeout(pending); pending = setTimeout(apply, 120); });
  byId("filters").addEventListener("submit", event => event.preventDefault());
  byId("filters").addEventListener("reset", () => setTimeout(apply, 0));
  byId("newer").addEventListener("click", () => { page--; list(); });
  byId("older").addEventListener("click", () => { page++; list(); });
  addEventListener("resize", () => { clearTimeout(pending); pending = setTimeout(chart, 150); });
  apply();
})();
