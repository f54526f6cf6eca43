// Small ways to build and change the page's tree; text always goes in as text, never as markup.

const SVG = "http://www.w3.org/2000/svg";

const DRAWINGS = {
  back: "M15 5l-7 7 7 7",
  dots: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  down: "M6 9.5l6 6 6-6",
  slash: "M4.5 4.5h15v15h-15zM14 8l-4 8",
  clip: "M19 11.5l-7.2 7.2a4.4 4.4 0 0 1-6.2-6.2l7.9-7.9a2.9 2.9 0 0 1 4.1 4.1l-7.8 7.8a1.4 1.4 0 0 1-2-2l6.8-6.8",
  smile: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM8.5 14.2c1.8 2.6 5.2 2.6 7 0M9 9.6v.01M15 9.6v.01",
  send: "M4.5 12l15.5-7.5-4.5 15-4-6z M11.5 13.5L20 4.5",
  file: "M7 3.5h7l4.5 4.5v12.5h-11.5zM14 3.5v4.5h4.5",
  blocked: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM6.5 6.5l11 11",
  voice: "M5 10v4M8.5 7v10M12 9v6M15.5 5v14M19 10v4",
  away: "M8 16L16.5 7.5M9.5 7.5h7v7",
};

export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "data") Object.assign(made.dataset, value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", DRAWINGS[name]);
  svg.append(path);
  return svg;
}

export function spoken(text) {
  return element("span", { class: "spoken" }, text);
}

export const byId = (id) => document.getElementById(id);
