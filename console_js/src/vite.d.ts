// What Vite adds to the language: style sheets as imports.
/// <reference types="vite/client" />
