// As much of an app as the harness needs: places by hash, and two fields.

const main = document.querySelector("main");

function show() {
  main.replaceChildren();
  const heading = document.createElement("h1");
  heading.textContent = `Place ${location.hash.slice(2) || "first"}`;
  main.append(heading);
  for (const type of ["password", "text"]) {
    const label = document.createElement("label");
    const field = document.createElement("input");
    field.type = type;
    label.append(type === "text" ? "Name " : "Secret token ", field);
    main.append(label);
  }
}

addEventListener("hashchange", show);
show();
