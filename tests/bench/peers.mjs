// The same meanings in other expression languages, each in the form that is fastest there, out of
// those that a person could write as an expression. Functions are added only where a language is
// meant to be given them, and each does one step; where one function would have to do all the work,
// the language cannot say it.
//
// All of them read the single role as a plain text, where ours takes it out of a list.

import { readFileSync } from "node:fs";

import { Environment } from "@marcbachmann/cel-js";
import { compileExpression } from "filtrex";
import jexl from "jexl";
import jsonata from "jsonata";

import { OTHERWISE, PAIRS } from "./meanings.mjs";

const quote = JSON.stringify;
const ASCII = /^[\0-\x7f]*$/;
const MARKS = /\p{Mn}/gu;

/** One step each; the first has a short cut because most names need nothing. */
const normalizeDiacritics = (text) => (ASCII.test(text) ? text : text.normalize("NFD").replace(MARKS, ""));
const stripSpaces = (text) => text.replaceAll(" ", "");
const toLower = (text) => text.toLowerCase();

/** A choice among the pairs as a chain of conditions. */
const chain = (pair, close = "") =>
  PAIRS.map(([key, value]) => pair(quote(key), quote(value))).join("") + quote(OTHERWISE) + close;

function cel() {
  const environment = new Environment();
  for (const name of ["mail", "IsSoftDeleted", "role", "givenName", "surname", "mobile"]) {
    environment.registerVariable(name, "string");
  }
  environment.registerConstant("roles", "map<string, string>", Object.fromEntries(PAIRS));
  environment.registerFunction("normalizeDiacritics(string): string", normalizeDiacritics);
  environment.registerFunction("stripSpaces(string): string", stripSpaces);
  const compile = (expression) => environment.parse(expression);
  return {
    a: { run: compile("mail"), note: "a variable" },
    b: {
      run: compile('IsSoftDeleted == "False" ? "True" : IsSoftDeleted == "True" ? "False" : ""'),
      note: "conditions",
    },
    c: {
      run: compile(`role in roles ? roles[role] : ${quote(OTHERWISE)}`),
      note: "two look-ups in a map that stands outside of the expression as a constant, which is four times as fast as conditions",
    },
    d: {
      run: compile('(normalizeDiacritics(stripSpaces(givenName + "." + surname)) + "@" + "contoso.com").lowerAscii()'),
      note: "+ and its lowerAscii, with two added functions",
    },
    e: {
      run: compile('mobile.split("(").join().split(")").join().split(" ").join().split("-").join()'),
      note: "four times split and join, which is no regular expression: it has no replacing",
    },
  };
}

function filtrex() {
  const extraFunctions = { normalizeDiacritics, stripSpaces, toLower };
  const compile = (expression) => compileExpression(expression, { extraFunctions });
  return {
    a: { run: compile("mail"), note: "a property" },
    b: {
      run: compile('if IsSoftDeleted == "False" then "True" else if IsSoftDeleted == "True" then "False" else ""'),
      note: "conditions",
    },
    c: { run: compile(chain((key, value) => `if role == ${key} then ${value} else `)), note: "conditions" },
    d: {
      run: compile('toLower(normalizeDiacritics(stripSpaces(givenName + "." + surname)) + "@" + "contoso.com")'),
      note: "+, with three added functions",
    },
    e: { cannot: "it can only test a regular expression" },
  };
}

function jexlLanguage() {
  const language = new jexl.Jexl();
  language.addTransforms({ normalizeDiacritics, stripSpaces, toLower });
  const compile = (expression) => {
    const compiled = language.compile(expression);
    return (user) => compiled.evalSync(user);
  };
  return {
    a: { run: compile("mail"), note: "an identifier" },
    b: {
      run: compile('IsSoftDeleted == "False" ? "True" : IsSoftDeleted == "True" ? "False" : ""'),
      note: "conditions",
    },
    c: {
      run: compile(chain((key, value) => `role == ${key} ? ${value} : (`, ")".repeat(PAIRS.length))),
      note: "conditions",
    },
    d: {
      run: compile('((givenName + "." + surname)|stripSpaces|normalizeDiacritics + "@" + "contoso.com")|toLower'),
      note: "+, with three added transforms",
    },
    e: { cannot: "it knows no regular expressions and has no replacing" },
  };
}

function jsonataLanguage() {
  const compile = (expression) => {
    const compiled = jsonata(expression);
    compiled.registerFunction("normalizeDiacritics", normalizeDiacritics, "<s:s>");
    return (user) => compiled.evaluate(user);
  };
  return {
    a: { run: compile("mail"), note: "a path" },
    b: {
      run: compile('IsSoftDeleted = "False" ? "True" : IsSoftDeleted = "True" ? "False" : ""'),
      note: "conditions",
    },
    c: {
      run: compile(
        `($found := $lookup({${PAIRS.map((pair) => pair.map(quote).join(": ")).join(", ")}}, role);` +
          ` $exists($found) ? $found : ${quote(OTHERWISE)})`,
      ),
      note: "$lookup in an object, which is a little faster than conditions",
    },
    d: {
      run: compile(
        '$lowercase($normalizeDiacritics($replace(givenName & "." & surname, " ", "")) & "@" & "contoso.com")',
      ),
      note: "& and its own functions, with one added",
    },
    e: { run: compile('$replace(mobile, /[()\\s-]+/, "")'), note: "its own $replace" },
  };
}

const version = (name) =>
  JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), "utf8")).version;

/**
 * The languages. Each meaning has a `run` that takes a user, with a `note` of what it runs, or says
 * why it `cannot`. Those that are `later` give promises.
 */
export const PEERS = [
  { name: "cel-js", version: version("@marcbachmann/cel-js"), meanings: cel() },
  { name: "filtrex", version: version("filtrex"), meanings: filtrex() },
  { name: "jexl", version: version("jexl"), meanings: jexlLanguage() },
  { name: "jsonata", version: version("jsonata"), meanings: jsonataLanguage(), later: true },
];
