// The only module that talks to the sandbox's server.

const SILENCE = "Песочница не отвечает. Проверьте, что она запущена.";
const FIRST_RETRY = 500;
const LAST_RETRY = 8000;

/** The server or the network said no; `message` is a Russian sentence for the reader. */
export class Refusal extends Error {}

async function request(path, options) {
  let answer;
  try {
    answer = await fetch(`/api/${path}`, options);
  } catch {
    throw new Refusal(SILENCE);
  }
  const body = await answer.json().catch(() => null);
  if (!answer.ok) throw new Refusal(body?.error ?? `Песочница ответила ошибкой ${answer.status}.`);
  return body;
}

function post(path, body = {}) {
  return request(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

const chat = (person, act) => `people/${encodeURIComponent(person)}/${act}`;

export const readState = () => request("state");
export const readMessages = (person) => request(chat(person, "messages"));
export const readCommands = (person) => request(chat(person, "commands"));
export const addPerson = (names) => post("people", names);
export const start = (person, payload) => post(chat(person, "start"), payload ? { payload } : {});
export const sendText = (person, text) => post(chat(person, "text"), { text });
export const press = (person, message, row, column) =>
  post(chat(person, "press"), { message_id: message, row, column });
export const sendOther = (person, kind) => post(chat(person, "send"), { kind });
export const block = (person, blocked) => post(chat(person, "block"), { blocked });
export const markRead = (person) => post(chat(person, "read"));
export const moveClock = (step) => post("clock", step);

export function sendFile(person, file, caption) {
  const form = new FormData();
  form.append("file", file, file.name);
  if (caption) form.append("caption", caption);
  return request(chat(person, "file"), { method: "POST", body: form });
}

/**
 * Server-sent events. The browser reconnects by itself only after a broken connection, not after
 * an HTTP error, so a closed stream is opened anew here. `onOpen` is the moment to re-read the state:
 * what happened in between is not sent again.
 */
export function listen({ onEvent, onOpen, onLost }) {
  let retry = FIRST_RETRY;
  const open = () => {
    const stream = new EventSource("/api/events");
    stream.onopen = () => {
      retry = FIRST_RETRY;
      onOpen();
    };
    stream.onmessage = (event) => onEvent(JSON.parse(event.data));
    stream.onerror = () => {
      onLost();
      if (stream.readyState !== EventSource.CLOSED) return;
      setTimeout(open, retry);
      retry = Math.min(retry * 2, LAST_RETRY);
    };
  };
  open();
}
