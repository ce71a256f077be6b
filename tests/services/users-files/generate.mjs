// Users files at random, the same ones for the same seed.

import { encode } from "./bytes.mjs";

/** mulberry32: numbers from 0 to 1. */
function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const TITLES = ["userPrincipalName", "User principal name", "UPN", "objectId", "id", "userId", "User name [userPrincipalName] Required", "Email Address [Required]", "login", "mail", "user_name"];
const OTHERS = ["name", "Display name", "Department", "Block sign in (Yes/No) [accountEnabled] Required", "c", "", "Name, first", "a;b", "two\nlines", 'say "x"', "São", "[x]"];
const TEXTS = ["Ana", "Silva, Ana", "Costa; Bea", "tab\there", 'says "no"', "two\r\nlines", "x\ry", "", " ", "boss@contoso.com", "a,boss@contoso.com,", "zoé", "😀", "'", "=1+1", "5\" screen", "\u00a0"];
const USERS = ["ana@x.org", "Ana@X.org", "bea@x.org", "zoé@x.org", "a_b.org#EXT#@x.onmicrosoft.com", "o'hara@x.org", "-n@x.org", "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-00000000000B", "00000000-0000-4000-8000-00000000000b", " cia@x.org ", "\u00a0dan@x.org", "a\\nb@x.org", "%s@x.org", "😀@x.org"];
const GUIDS = USERS.filter((user) => /^[0-9a-fA-F-]{36}$/.test(user));
const WRONG = ["", "Ana", "ana silva@x.org", "@x.org", "ana@", "a@x.org;b@x.org", "{00000000-0000-4000-8000-000000000001}", "a\u0001b@x.org", "a\u0085b@x.org", "x<a@x.org>", "a@x.org,b@x.org", "a\u2003b@x.org"];
const ENDS = ["\n", "\r\n", "\r"];

/** A file: its bytes, and the text and encoding that they were made from. */
export function generate(seed) {
  const random = numbers(seed);
  const chance = (share) => random() < share;
  const one = (list) => list[Math.floor(random() * list.length)];
  const many = (most, make) => Array.from({ length: Math.floor(random() * (most + 1)) }, make);

  const delimiter = one([",", ",", ";", "\t"]);
  const end = () => (mixed ? one(ENDS) : usual);
  const [usual, mixed] = [one(ENDS), chance(0.1)];
  const careless = chance(0.15);
  const quoteAll = chance(0.25);
  const written = (cell) => {
    const needed = /["\r\n]/.test(cell) || cell.includes(delimiter);
    if (careless && chance(0.1)) return one([cell, `"${cell}`, `"${cell}"x`, `"a""b" `]);
    return quoteAll || needed || chance(0.05) ? `"${cell.replaceAll('"', '""')}"` : cell;
  };
  const row = (cells) => cells.map(written).join(delimiter) + end();

  const list = chance(0.15);
  const titles = list ? [] : [...many(3, () => one(OTHERS)), ...(chance(0.9) ? [one(TITLES)] : []), ...many(2, () => one([...OTHERS, ...TITLES]))];
  const guids = chance(0.5);
  const users = () => (chance(0.03) ? one(WRONG) : one(guids ? GUIDS : USERS));
  const cell = (title) => (TITLES.includes(title) && !chance(0.02) ? users() : one(TEXTS));
  let text = "";
  if (chance(0.08)) text += `sep=${chance(0.9) ? delimiter : one([",", ";", "\t"])}${end()}`;
  if (chance(0.06)) text += `#TYPE Selected.System.Object${end()}`;
  if (chance(0.06)) text += `version:v1.0${chance(0.5) ? delimiter.repeat(Math.max(0, titles.length - 1)) : ""}${end()}`;
  if (chance(0.1)) text += many(3, () => end()).join("");
  if (chance(0.05)) text += `${delimiter.repeat(Math.max(0, titles.length - 1))}${end()}`;
  if (titles.length > 0) text += row(titles);
  for (const _ of many(chance(0.9) ? 8 : 0)) {
    if (chance(0.05)) text += end();
    else if (chance(0.02)) text += row(titles.map(() => one(["", " "])));
    else if (list) text += row([users()]);
    else {
      const cells = titles.map(cell);
      if (chance(0.03)) cells.push(one(TEXTS));
      if (chance(0.03)) cells.pop();
      text += row(cells);
    }
  }
  if (chance(0.2)) text = text.replace(/[\r\n]+$/, "");
  if (chance(0.03)) {
    const at = Math.floor(random() * (text.length + 1));
    text = text.slice(0, at) + one(['"', delimiter, "\r", "\n", "@", "\u0000", "x"]) + text.slice(at);
  }
  const encoding = one(["utf-8", "utf-8", "utf-8-bom", "utf-16le", "utf-16be"]);
  const latin = chance(0.05) && /^[\u0000-\u00ff]*$/.test(text);
  return { text, encoding: latin ? "bytes" : encoding, bytes: encode(text, latin ? "bytes" : encoding) };
}
