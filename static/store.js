// What is not on the server yet, kept in this browser: answers and their blocks of sound.

const open = new Promise((resolve, reject) => {
  const request = indexedDB.open("interview-practice", 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("answers", { keyPath: "id" });
    request.result.createObjectStore("blocks", { keyPath: ["id", "offset"] });
  };
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function run(stores, mode, work) {
  const database = await open;
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(stores, mode, { durability: "strict" });
    const request = work(transaction);
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

const blocksOf = (id) => IDBKeyRange.bound([id, 0], [id, Infinity]);

export const keepAnswer = (answer) =>
  run(["answers"], "readwrite", (t) => t.objectStore("answers").put(answer));

export const keepBlock = (id, offset, bytes) =>
  run(["blocks"], "readwrite", (t) => t.objectStore("blocks").put({ id, offset, bytes }));

export const answers = () => run(["answers"], "readonly", (t) => t.objectStore("answers").getAll());

export const blocks = (id) =>
  run(["blocks"], "readonly", (t) => t.objectStore("blocks").getAll(blocksOf(id)));

export const forgetBlocksBefore = (id, offset) =>
  run(["blocks"], "readwrite", (t) =>
    t.objectStore("blocks").delete(IDBKeyRange.bound([id, 0], [id, offset], false, true)));

export const forgetAnswer = (id) =>
  run(["answers", "blocks"], "readwrite", (t) => {
    t.objectStore("blocks").delete(blocksOf(id));
    return t.objectStore("answers").delete(id);
  });
