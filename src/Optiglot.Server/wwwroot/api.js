// Talks to the service. What goes wrong becomes an error whose message a person can act on.

let key = "";

/** The key that requests are sent with; empty for none. */
export function useKey(value) {
  key = value.trim();
}

/** An error that asks for a key. */
export class KeyNeeded extends Error {}

/** The models that are served. */
export async function models() {
  return (await ask("v1/models")).models;
}

/** Regions of a picture, given in Base64, as the model sees it. */
export async function detect(model, data, signal) {
  const answer = await ask("v1/detect", { model, pictures: { picture: { data } } }, signal);
  return answer.pictures.picture;
}

/** Translates one sentence several times: wanted is a list of { name, data } with a picture in Base64 under a name, or without data. */
export async function translate(model, text, wanted, nBest, signal) {
  const sentences = wanted.map(({ name, data }) => (data ? { text, picture: name } : { text }));
  const pictures = Object.fromEntries(wanted.filter(({ data }) => data).map(({ name, data }) => [name, { data }]));
  const answer = await ask("v1/translate", { model, sentences, pictures, n_best: nBest, attention: true }, signal);
  return answer.translations.map((translation, i) => ({ ...translation, seen: answer.pictures?.[wanted[i].name] ?? null }));
}

async function ask(path, body, signal) {
  const headers = {};
  if (key) headers["X-Api-Key"] = key;
  if (body) headers["Content-Type"] = "application/json";
  let response;
  try {
    response = await fetch(path, { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body), signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error("The service does not answer. Is it running, and are you connected? Try again.");
  }
  if (response.ok) return response.json();
  throw await problem(response);
}

async function problem(response) {
  const detail = await response.json().then((body) => body.detail, () => null);
  if (response.status === 401) return new KeyNeeded("This service wants a key. Enter it below the sentence, and try again.");
  if (response.status === 429) {
    const seconds = Number(response.headers.get("Retry-After")) || 1;
    return new Error(`Many are asking at the moment. Try again in ${seconds === 1 ? "a second" : `${seconds} seconds`}.`);
  }
  if (response.status === 413) return new Error("This picture is too large. Choose a smaller one.");
  if (response.status === 504) return new Error("This took too long. Try again, or with a shorter sentence.");
  if (response.status >= 500) return new Error("Something went wrong on our side. Try again in a moment.");
  return new Error(detail ? `That did not work: ${detail}.` : "That did not work. Try again.");
}
