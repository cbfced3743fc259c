import js from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist", "bundle", "coverage"] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  { files: ["*.js"], languageOptions: { sourceType: "commonjs", globals: { module: "writable" } } },
  // Express knows an error handler by its four parameters, so the last one stays though unused.
  { rules: { "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }] } },
);
