/** An object of the collection; `serial` is different for each state that any object ever had. */
export interface ModelObject {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly resourceVersion: string;
    readonly labels: Readonly<Record<string, string>>;
  };
  readonly serial: number;
}

export interface ModelChange {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly resourceVersion: number;
  readonly object: ModelObject;
}

/** What a stream of the server is told. */
export interface ModelObserver {
  changed(change: ModelChange): void;
  /** The server ends all streams of the collection. */
  collectionRemoved(): void;
}

const teams = ['orders', 'payments', 'search'];

/** What is true in the cluster: one collection with its history, as far as the server remembers it. */
export class ModelCluster {
  readonly observers = new Set<ModelObserver>();
  /** When each object last changed, and to what; for objects that are gone, the serial is that of their deletion. */
  readonly lastChanges = new Map<string, { at: number; serial: number }>();
  readonly #now: () => number;
  #objects = new Map<string, ModelObject>();
  #history: ModelChange[] = [];
  #resourceVersion = 10_000;
  #serial = 0;
  /** Watches from before this are gone. */
  #oldest = 10_000;
  #backup: { objects: Map<string, ModelObject>; resourceVersion: number };
  #exists = true;
  #hasLostHistory = false;

  constructor(now: () => number) {
    this.#now = now;
    this.#backup = { objects: new Map(), resourceVersion: 5_000 };
  }

  get resourceVersion(): number {
    return this.#resourceVersion;
  }

  get exists(): boolean {
    return this.#exists;
  }

  objects(): ModelObject[] {
    return [...this.#objects.values()];
  }

  has(name: string): boolean {
    return this.#objects.has(name);
  }

  /** What happened after a resource version; undefined when that is no longer known. */
  changesSince(resourceVersion: number): readonly ModelChange[] | undefined {
    return resourceVersion < this.#oldest
      ? undefined
      : this.#history.filter(
          change => change.resourceVersion > resourceVersion,
        );
  }

  /** Creates or changes an object. */
  put(name: string): void {
    if (!this.#exists) {
      return;
    }
    const type = this.#objects.has(name) ? 'MODIFIED' : 'ADDED';
    const object = this.#objectOf(name);
    this.#objects.set(name, object);
    this.#tell(type, object);
  }

  remove(name: string): void {
    if (this.#objects.has(name)) {
      this.#objects.delete(name);
      this.#tell('DELETED', this.#objectOf(name));
    }
  }

  /** Forgets the history. */
  compact(): void {
    this.#oldest = this.#resourceVersion;
    this.#history = [];
  }

  takeBackup(): void {
    if (this.#hasLostHistory) {
      return;
    }
    this.#backup = {
      objects: new Map(this.#objects),
      resourceVersion: this.#resourceVersion,
    };
    // There is more in a cluster than this collection, so that a backup is soon far behind.
    this.#resourceVersion += 5_000;
  }

  /**
   * Goes back to the backup, without a word to anybody: the first time with its resource versions, as who does not know
   * better, then with higher ones, as Kubernetes advises. https://etcd.io/docs/v3.6/op-guide/recovery/#restoring-with-revision-bump
   */
  restore(): void {
    const before = this.#objects;
    this.#objects = new Map(this.#backup.objects);
    this.#resourceVersion = this.#hasLostHistory
      ? this.#resourceVersion + 1_000_000
      : this.#backup.resourceVersion + 1;
    this.#hasLostHistory = true;
    this.#exists = true;
    this.compact();
    for (const name of new Set([...before.keys(), ...this.#objects.keys()])) {
      const serial = this.#objects.get(name)?.serial;
      if (serial !== before.get(name)?.serial) {
        // Nobody can be expected to know about this one until the restore has been noticed.
        this.lastChanges.delete(name);
      }
    }
  }

  /** Deletes the resource definition, and with it all objects. */
  removeCollection(): void {
    [...this.#objects.keys()].forEach(name => this.remove(name));
    this.#exists = false;
    this.observers.forEach(observer => observer.collectionRemoved());
  }

  addCollection(): void {
    if (!this.#exists) {
      this.#exists = true;
      this.#resourceVersion += 10;
      this.compact();
    }
  }

  #objectOf(name: string): ModelObject {
    this.#serial++;
    this.#resourceVersion += 1 + (this.#serial % 3);
    return {
      metadata: {
        name,
        namespace: 'default',
        resourceVersion: String(this.#resourceVersion),
        labels: { team: teams[this.#serial % teams.length] },
      },
      serial: this.#serial,
    };
  }

  #tell(type: ModelChange['type'], object: ModelObject): void {
    const resourceVersion = this.#resourceVersion;
    const change = { type, resourceVersion, object };
    this.#history.push(change);
    this.lastChanges.set(object.metadata.name, {
      at: this.#now(),
      serial: object.serial,
    });
    this.observers.forEach(observer => observer.changed(change));
  }
}
