// Keeps a picture of each screen as the person leaves it, and shows it while the app opens, which takes seconds on a phone with many records. The
// picture does nothing and says how old it is; it goes as soon as the app shows a screen of its own. It stays on this device beside the records
// it shows, and the app deletes it when the person signs out.
{
  const KEY = "dabiao.screens";
  const MOST = 3;
  // In characters, of one picture: what the browser stores under all keys is limited to 5 MB, and drafts are there, too.
  const LONGEST = 200_000;
  // In milliseconds. Then the app's own message of what it waits for must be seen.
  const PATIENCE = 15_000;

  const here = () => location.pathname + location.search;
  const style = () => document.querySelector("link[rel=stylesheet]")?.getAttribute("href");
  const person = () => {
    try {
      return JSON.parse(remembered("person")).person.id;
    } catch {
      return null;
    }
  };
  // Whose frame this page shows. Another person may have signed in in another tab since.
  const frame = () => document.querySelector("body > .frame-columns");
  let framed = { frame: null, person: null };
  const follow = new MutationObserver(() => {
    if (frame() !== framed.frame) framed = { frame: frame(), person: person() };
  });
  const isMine = (screen) => screen.person === person() && screen.style === style();

  // The elements of the page, each with its copy.
  const pairs = (selector, copy) => {
    const copies = copy.querySelectorAll(selector);
    return [...document.body.querySelectorAll(selector)].map((it, index) => [it, copies[index]]);
  };

  const copyOfScreen = () => {
    const copy = document.body.cloneNode(true);
    // What is checked, chosen or drawn is not part of the text of the page.
    for (const [field, its] of pairs("input", copy)) its.toggleAttribute("checked", field.checked);
    for (const [option, its] of pairs("option", copy)) its.toggleAttribute("selected", option.selected);
    for (const [canvas, its] of pairs("canvas", copy)) {
      const drawn = Object.assign(new Image(), { src: canvas.toDataURL("image/webp", 0.7), alt: "" });
      drawn.style.cssText = canvas.style.cssText;
      its.replaceWith(drawn);
    }
    // What a status says, such as 已同步, is true only now.
    copy.querySelectorAll("#boot, script, dialog, [role=status], [src^='blob:']").forEach((it) => it.remove());
    return copy.innerHTML;
  };

  const keep = () => {
    const isOpen = framed.frame && !document.getElementById("last-screen");
    if (!isOpen || !person() || framed.person !== person()) return;
    const html = copyOfScreen();
    const others = (remembered("screens") ?? []).filter((it) => isMine(it) && it.path !== here());
    const now = { person: person(), path: here(), style: style(), at: Date.now(), html };
    const screens = [...(html.length <= LONGEST ? [now] : []), ...others].slice(0, MOST);
    try {
      localStorage.setItem(KEY, JSON.stringify(screens));
    } catch {
      // Full: drafts come first.
      localStorage.removeItem(KEY);
    }
  };

  const noteOf = (at) => {
    const language = document.documentElement.lang;
    const when = new Date(at).toLocaleString(language, { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" });
    return language === "en" ? `As you left it, ${when}. Opening…` : `${when} 离开时的画面，正在打开…`;
  };

  const show = () => {
    const screen = (remembered("screens") ?? []).find((it) => isMine(it) && it.path === here());
    if (!screen) return;
    const host = Object.assign(document.createElement("div"), { id: "last-screen", inert: true });
    const content = Object.assign(document.createElement("div"), { innerHTML: screen.html, hidden: true });
    if (document.documentElement.dataset.theme) content.dataset.theme = document.documentElement.dataset.theme;
    const note = Object.assign(document.createElement("p"), { textContent: noteOf(screen.at) });
    note.part = "note";
    const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: screen.style });
    sheet.onload = () => {
      content.hidden = false;
      requestAnimationFrame(() => performance.mark("last-screen"));
    };
    // Closed: nothing of the page finds or styles what is in it.
    host.attachShadow({ mode: "closed" }).append(sheet, content, note);
    document.body.append(host);

    const end = () => {
      watch.disconnect();
      host.remove();
    };
    const watch = new MutationObserver(() => {
      const isOpen = document.querySelector("body > :not(#boot, #last-screen)") && !document.querySelector("[data-loading]");
      if (isOpen) end();
    });
    watch.observe(document.body, { childList: true, subtree: true });
    addEventListener("unhandledrejection", end);
    setTimeout(end, PATIENCE);
  };

  // As soon as there is a body to show it in.
  const begin = new MutationObserver(() => {
    if (!document.getElementById("boot")) return;
    begin.disconnect();
    follow.observe(document.body, { childList: true });
    if (person()) show();
  });
  begin.observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep());
}
