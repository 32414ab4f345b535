// Passkeys need the browser's help: a form marked with data-passkey asks for a challenge, has the browser answer it, and is then sent as ever.
for (const form of document.querySelectorAll("form[data-passkey]")) {
  const problem = form.querySelector("[role=alert]");
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
    form.hidden = true;
    continue;
  }
  form.addEventListener("submit", async event => {
    event.preventDefault();
    problem.textContent = "";
    try {
      const asked = await fetch(form.dataset.options, { method: "POST", body: new URLSearchParams({ "form-token": form.elements["form-token"].value }) });
      if (!asked.ok) throw new Error(asked.status);
      const { challenge, options } = await asked.json();
      const answer = form.dataset.passkey === "make"
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      form.elements["challenge"].value = challenge;
      form.elements["answer"].value = JSON.stringify(answer.toJSON());
      form.submit();
    } catch {
      problem.textContent = form.dataset.problem;
    }
  });
}
