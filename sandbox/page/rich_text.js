// A message's HTML, rebuilt from an allow-list; addresses and commands become something to press.

import { element } from "./dom.js";

const SAME_TAG = new Set([
  "B", "STRONG", "I", "EM", "U", "INS", "S", "STRIKE", "DEL", "CODE", "PRE", "BLOCKQUOTE", "BR",
]);
const DROPPED = new Set(["SCRIPT", "STYLE", "TEMPLATE", "IFRAME", "OBJECT", "NOSCRIPT", "SVG", "MATH"]);
const SAFE_ADDRESS = /^(https?:|tg:|mailto:|tel:)/i;
const PRESSABLE = /(https?:\/\/[^\s<>«»"]+|\bt\.me\/[^\s<>«»"]+)|(?<![\p{L}\p{N}/_.])\/([a-z][a-z0-9_]{0,31})(?![\p{L}\p{N}/_])/giu;
const TRAILING = /[.,;:!?)\]]+$/;

/** The payload of a deep link to this bot ("" when it has none), or null for any other address. */
export function startPayload(address, username) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  const name = username.toLowerCase();
  const query = url.searchParams;
  if (url.protocol === "tg:") {
    return query.get("domain")?.toLowerCase() === name ? (query.get("start") ?? "") : null;
  }
  if (!["t.me", "telegram.me"].includes(url.hostname)) return null;
  return url.pathname.slice(1).toLowerCase() === name ? (query.get("start") ?? "") : null;
}

function spoiler() {
  const hidden = element("span", {
    class: "spoiler", role: "button", tabindex: "0", "aria-label": "Скрытый текст, показать",
  });
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    hidden.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) hidden.removeAttribute(name);
  };
  hidden.addEventListener("click", reveal, { once: true });
  hidden.addEventListener("keydown", reveal);
  return hidden;
}

function link(address) {
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer" });
}

function allowed(node) {
  const tag = node.tagName.toUpperCase();
  if (tag === "A") {
    const address = node.getAttribute("href") ?? "";
    return SAFE_ADDRESS.test(address) ? link(address) : document.createDocumentFragment();
  }
  if (tag === "TG-SPOILER" || (tag === "SPAN" && node.classList.contains("tg-spoiler"))) return spoiler();
  return SAME_TAG.has(tag) ? document.createElement(tag) : document.createDocumentFragment();
}

function withPressable(text) {
  const pieces = document.createDocumentFragment();
  let from = 0;
  for (const found of text.matchAll(PRESSABLE)) {
    const shown = found[1] ? found[0].replace(TRAILING, "") : found[0];
    pieces.append(text.slice(from, found.index));
    if (found[1]) {
      const made = link(shown.startsWith("http") ? shown : `https://${shown}`);
      made.textContent = shown;
      pieces.append(made);
    } else {
      pieces.append(element("button", { type: "button", class: "command", data: { command: shown } }, shown));
    }
    from = found.index + shown.length;
  }
  pieces.append(text.slice(from));
  return pieces;
}

function copy(source, target, literal) {
  for (const child of source.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) {
      target.append(literal ? child.data : withPressable(child.data));
    } else if (child.nodeType === Node.ELEMENT_NODE && !DROPPED.has(child.tagName.toUpperCase())) {
      const made = allowed(child);
      copy(child, made, literal || ["A", "CODE", "PRE"].includes(child.tagName.toUpperCase()));
      target.append(made);
    }
  }
}

/** A fragment holding only allowed elements, whatever `html` contains. */
export function richText(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const fragment = document.createDocumentFragment();
  copy(parsed.body, fragment, false);
  return fragment;
}
