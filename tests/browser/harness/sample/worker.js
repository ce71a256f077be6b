// Does whatever the test posts to it.

addEventListener("message", ({ data }) => {
  if (data.ask) fetch(data.ask).catch(() => {});
  if (data.fail) throw new Error(data.fail);
});
