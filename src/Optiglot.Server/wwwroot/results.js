// Translations side by side, and what each word of them looked at.

import { lookAt, lookAway, showRegions } from "./boxes.js";

// What of a word's colour is at most laid over the words of the sentence: they stay legible.
const deepest = 0.4;

/** Shows translations: a list of { title, target, translation, photo }: its heading, its language, and an address to show its picture by, or none. */
export function showResults(place, results) {
  const plain = results[0].translation;
  place.replaceChildren(...results.map((result, i) => card(result, i > 0 ? plain : null)));
  place.hidden = false;
}

function card({ title, target, translation, photo }, compared) {
  const article = make("article", "");
  article.append(make("h2", "", title));
  // Each card has its picture: on a phone, the one above is out of sight when a word is tapped.
  const frame = photo ? picture(photo, translation.seen) : null;
  if (frame) article.append(frame);
  if (translation.attention) article.append(...attended(translation.attention, target, frame, compared));
  else article.append(inLanguage(make("p", "", translation.text), target));
  for (const note of translation.notes ?? []) article.append(make("p", "note", note));
  if (translation.n_best?.length > 1) article.append(inLanguage(best(translation.n_best), target));
  return article;
}

function picture(address, seen) {
  const frame = make("div", "frame");
  const image = make("img", "");
  image.src = address;
  // What there is to say of it, its heading says.
  image.alt = "";
  frame.append(image);
  if (seen) showRegions(frame, seen);
  return frame;
}

// Words of the translation as buttons; the one in use lights regions and words of the sentence.
function attended(attention, language, frame, compared) {
  const target = inLanguage(make("ul", "words target"), language);
  const source = make("ul", "words source");
  const share = make("p", "share", "");
  share.setAttribute("aria-live", "polite");
  const heats = attention.source.map((word) => {
    const item = make("li", "");
    const heat = make("span", "heat");
    item.append(heat, make("span", "word", word));
    source.append(item);
    return heat;
  });
  const others = compared?.attention ? new Set(compared.attention.target) : null;
  const buttons = attention.target.map((word, i) => {
    const button = make("button", others && !others.has(word) ? "different" : "", word);
    button.type = "button";
    button.tabIndex = i === 0 ? 0 : -1;
    button.setAttribute("aria-pressed", "false");
    const item = make("li", "");
    item.append(button);
    target.append(item);
    return button;
  });
  const strongest = { source: most(attention.on_source), regions: most(attention.on_regions) };
  let kept = -1;

  const show = (i) => {
    heats.forEach((heat, word) => (heat.style.opacity = i < 0 || strongest.source <= 0 ? "0" : `${(deepest * attention.on_source[i][word]) / strongest.source}`));
    buttons.forEach((button, word) => button.setAttribute("aria-pressed", `${word === i}`));
    const picture = i < 0 ? 0 : attention.on_regions[i].reduce((sum, weight) => sum + weight, 0);
    share.textContent = i < 0 ? "" : `“${attention.target[i]}” looked ${Math.round(100 * picture)}% at the picture`;
    if (!frame) return;
    if (i < 0) lookAway(frame);
    else lookAt(frame, attention.on_regions[i], strongest.regions);
  };
  buttons.forEach((button, i) => {
    button.addEventListener("pointerenter", () => show(i));
    button.addEventListener("pointerleave", () => show(kept));
    button.addEventListener("focus", () => show(i));
    button.addEventListener("blur", () => show(kept));
    button.addEventListener("click", () => show((kept = kept === i ? -1 : i)));
  });
  target.addEventListener("keydown", (event) => move(event, buttons));
  const differs = buttons.some((button) => button.classList.contains("different"));
  return [target, share, source, ...(differs ? [make("p", "legend", "Underlined: not in the translation with the picture.")] : [])];
}

// One stop for Tab; arrows go from word to word.
function move(event, buttons) {
  const at = buttons.indexOf(document.activeElement);
  const steps = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 };
  const next = buttons[steps[event.key]];
  if (at < 0 || !next) return;
  event.preventDefault();
  buttons[at].tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

function best(candidates) {
  const list = make("ol", "best");
  for (const candidate of candidates) list.append(make("li", "", `${candidate.text} (${candidate.score.toFixed(2)})`));
  return list;
}

function inLanguage(element, language) {
  element.lang = language;
  return element;
}

function most(rows) {
  return Math.max(0, ...rows.flat());
}

function make(tag, name, text) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text !== undefined) element.textContent = text;
  return element;
}
