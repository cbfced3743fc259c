import { constants } from "node:fs";
import { access, mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { idOf } from "./text.js";

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** Notes as files in one folder: `<id>.gz`. */
export class Store {
  constructor(folder) {
    this.folder = folder;
  }

  /** Makes the folder, if it is not there. Fails where this user may not write. */
  async open() {
    await mkdir(this.folder, { recursive: true });
  }

  /** Says whether notes can be kept: undefined if so, else the reason. */
  async problem() {
    try {
      await access(this.folder, constants.R_OK | constants.W_OK | constants.X_OK);
      return undefined;
    } catch (error) {
      return `${error.code}: cannot write to ${this.folder}`;
    }
  }

  /** Keeps a text and returns its id. A note is never half written: it appears by a rename. */
  async keep(text) {
    const id = idOf(text);
    const draft = join(this.folder, `${id}.${process.pid}.draft`);
    await writeFile(draft, await compress(text));
    await rename(draft, join(this.folder, `${id}.gz`));
    return id;
  }

  /** The text of a note, or undefined where there is none of that id. */
  async read(id) {
    try {
      return (await decompress(await readFile(join(this.folder, `${id}.gz`)))).toString();
    } catch (error) {
      if (error.code === "ENOENT") return undefined;
      throw error;
    }
  }

  /** The ids of all notes, sorted. */
  async list() {
    const files = await readdir(this.folder);
    return files
      .filter((file) => file.endsWith(".gz"))
      .map((file) => file.slice(0, -3))
      .sort();
  }
}
