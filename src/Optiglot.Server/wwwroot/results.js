// Translations side by side, and what each word of them looked at.

import { lookAt, lookAway, showRegions } from "./boxes.js";

/** Shows translations: a list of { title, translation, frame } with the frame of its picture, or null. */
export function showResults(place, results) {
  const plain = results[0].translation;
  place.replaceChildren(...results.map((result, i) => card(result, i > 0 ? plain : null)));
  place.hidden = false;
}

function card({ title, translation, frame, photo }, compared) {
  const article = make("article", "");
  article.append(make("h2", "", title));
  if (photo) {
    frame = make("div", "frame");
    const image = make("img", "");
    image.src = photo;
    image.alt = "The other picture";
    frame.append(image);
    article.append(frame);
  }
  if (photo && translation.seen) showRegions(frame, translation.seen.regions);
  if (translation.attention) article.append(...attended(translation.attention, frame, compared));
  else article.append(make("p", "", translation.text));
  for (const note of translation.notes ?? []) article.append(make("p", "note", note));
  if (translation.n_best?.length > 1) article.append(best(translation.n_best));
  return article;
}

// Words of the translation as buttons; the one in use lights regions and words of the sentence.
function attended(attention, frame, compared) {
  const target = make("ul", "words target");
  const source = make("ul", "words source");
  const share = make("p", "share", "");
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
    heats.forEach((heat, word) => (heat.style.opacity = i < 0 || strongest.source <= 0 ? "0" : `${(0.75 * attention.on_source[i][word]) / strongest.source}`));
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
  return [target, share, source];
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

function most(rows) {
  return Math.max(0, ...rows.flat());
}

function make(tag, name, text) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text !== undefined) element.textContent = text;
  return element;
}
