// Starts `govpage-lint lsp` for the pages and templates that are open, and ends it with the editor.
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const LANGUAGES = [
  "html", "django-html", "jinja", "jinja-html", "php", "jsp", "erb", "handlebars", "twig", "liquid",
  "nunjucks", "vue", "aspnetcorerazor",
];
let client;

exports.activate = function activate() {
  const settings = workspace.getConfiguration("govpage-lint");
  client = new LanguageClient(
    "govpage-lint",
    "govpage-lint",
    { command: settings.get("command"), args: ["lsp", ...settings.get("arguments")] },
    {
      documentSelector: LANGUAGES.map((language) => ({ scheme: "file", language })),
      synchronize: {
        fileEvents: workspace.createFileSystemWatcher("**/{govpage-lint.toml,pyproject.toml,*.css}"),
      },
    },
  );
  return client.start();
};

exports.deactivate = function deactivate() {
  return client?.stop();
};
