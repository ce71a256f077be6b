// Ways in which a service may write a token that it was sent.

const each = (text, write) => [...text].map(write).join("");
const code = (letter) => letter.codePointAt(0);
const hex = (letter) => code(letter).toString(16);
const base64 = (text) => Buffer.from(text).toString("base64");

/** Each way by its name. */
export const ENCODINGS = {
  "as it is": (text) => text,
  "upper case": (text) => text.toUpperCase(),
  percent: (text) => each(text, (letter) => `%${hex(letter).padStart(2, "0")}`),
  "percent twice": (text) => each(text, (letter) => `%25${hex(letter).padStart(2, "0").toUpperCase()}`),
  "\\u": (text) => each(text, (letter) => `\\u${hex(letter).padStart(4, "0")}`),
  "\\u twice": (text) => each(text, (letter) => `\\\\u${hex(letter).padStart(4, "0")}`),
  "\\x": (text) => each(text, (letter) => `\\x${hex(letter).padStart(2, "0")}`),
  "decimal entities": (text) => each(text, (letter) => `&#${code(letter)};`),
  "entities without semicolon": (text) => each(text, (letter) => `&#${code(letter)}`),
  "padded entities": (text) => each(text, (letter) => `&#0000${code(letter)};`),
  "hex entities": (text) => each(text, (letter) => `&#x${hex(letter)};`),
  "entities twice": (text) => each(text, (letter) => `&amp;#${code(letter)};`),
  base64,
  "base64 after one byte": (text) => base64(`x${text}`),
  "base64 after two bytes": (text) => base64(`xy${text}z`),
  base64url: (text) => Buffer.from(`~${text}`).toString("base64url"),
  "base64 as a header": (text) => `Basic ${base64(`user:${text}`)}`,
  "base64, percent-encoded": (text) => encodeURIComponent(base64(`?${text}`)),
  hex: (text) => Buffer.from(text).toString("hex"),
  "hex, upper case": (text) => Buffer.from(text).toString("hex").toUpperCase(),
  "hex with colons": (text) => Buffer.from(text).toString("hex").match(/../g).join(":"),
  "hex with blanks": (text) => Buffer.from(text).toString("hex").match(/../g).join(" "),
  backwards: (text) => [...text].reverse().join(""),
  blanks: (text) => [...text].join(" "),
  "line breaks": (text) => [...text].join("\n"),
  "soft hyphens": (text) => [...text].join("\u00ad"),
  "zero-width": (text) => [...text].join("\u200b"),
  NUL: (text) => [...text].join("\0"),
  "full-width": (text) => text.replace(/[!-~]/g, (letter) => String.fromCodePoint(code(letter) + 0xfee0)),
};
