import type { BackendProcess } from './BackendProcess.mts';
import type { Backends } from './Backends.mts';
import {
  communityCard,
  portalCard,
  roadieCard,
  stockEntityCard,
  type Card,
} from './cards.mts';
import { serviceName, servicesOf, type Fleet } from './fleet.mts';
import { visitCard, type Measurement } from './Measurement.mts';
import type { Visit } from './runLoad.mts';
import { uniform, zipf, type ServiceSequence } from './serviceSequence.mts';

/** A subject without the shape of its load. */
export interface EntitySubject {
  readonly name: string;
  readonly visit: Visit;
  readonly backend?: BackendProcess;
  readonly prepare?: () => Promise<unknown>;
  /** Is part of every measurement, not only of the detailed ones. */
  readonly isEssential: boolean;
}

const hotServices = 20;

/** Whoever calls for the first time: each visit is somebody else. */
function createNewcomers(callers: readonly string[]): () => string {
  let next = 0;
  return () => {
    next = (next + 1) % callers.length;
    return callers[next];
  };
}

class SubjectFactory {
  readonly #measurement: Measurement;

  constructor(measurement: Measurement) {
    this.#measurement = measurement;
  }

  /** Visits of ana, or of whoever is given. */
  cards(options: {
    readonly name: string;
    readonly backend: BackendProcess;
    readonly card: (service: number) => Card;
    readonly sequence: ServiceSequence;
    readonly caller?: () => string;
    readonly isEssential?: boolean;
    /** Visit these before each load. */
    readonly known?: number;
  }): EntitySubject {
    const { name, backend, card, sequence, known = 0 } = options;
    const { laboratory } = this.#measurement;
    const caller = options.caller ?? (() => laboratory.callers[0]);
    const visit = async (service: number) =>
      await visitCard(laboratory, backend, {
        card: card(service),
        token: caller(),
      });
    return {
      name,
      backend,
      isEssential: options.isEssential ?? false,
      visit: async () => await visit(sequence()),
      prepare: async () =>
        await Promise.all(
          Array.from({ length: known }, (_, service) => visit(service)),
        ),
    };
  }

  /** Visits of an address without a backend behind it. */
  address(name: string, url: () => string, token?: string): EntitySubject {
    const { client } = this.#measurement.laboratory;
    return {
      name,
      isEssential: false,
      visit: async () => {
        const { status, bytes } = await client.get({ url: url(), token });
        if (status !== 200) {
          throw new Error(`${url()} answered ${status}`);
        }
        return bytes;
      },
    };
  }
}

/** Everything that is asked for a service. */
export function entitySubjects(
  measurement: Measurement,
  fleet: Fleet,
  backends: Backends,
): EntitySubject[] {
  const { laboratory, random } = measurement;
  const factory = new SubjectFactory(measurement);
  const services = servicesOf(fleet);
  const popular = zipf(services, random);
  const any = uniform(services, random);
  const hot = uniform(Math.min(hotServices, services), random);
  const { portal, floor } = backends;
  const floorRoute = (route: string) => () => [[`/api/floor/${route}`]];
  return [
    // prettier-ignore
    factory.cards({ name: 'portal, decision known', backend: portal, card: portalCard, sequence: hot, known: hotServices, isEssential: true }),
    // prettier-ignore
    factory.cards({ name: 'portal, Zipf', backend: portal, card: portalCard, sequence: popular, isEssential: true }),
    // prettier-ignore
    factory.cards({ name: 'portal, uniform', backend: portal, card: portalCard, sequence: any }),
    // prettier-ignore
    factory.cards({ name: 'portal, first call of a caller', backend: portal, card: portalCard, sequence: any, caller: createNewcomers(laboratory.callers), isEssential: true }),
    // prettier-ignore
    factory.cards({ name: 'catalog entity, first call of a caller', backend: floor, card: stockEntityCard, sequence: any, caller: createNewcomers(laboratory.callers), isEssential: true }),
    // prettier-ignore
    factory.cards({ name: 'F2 Backstage route', backend: floor, card: floorRoute('open'), sequence: hot }),
    // prettier-ignore
    factory.cards({ name: 'F3 without permission', backend: floor, card: floorRoute('authenticated'), sequence: hot, isEssential: true }),
    // prettier-ignore
    factory.cards({ name: 'F3 authenticated, one permission', backend: floor, card: floorRoute('authorized'), sequence: hot, isEssential: true }),
    factory.address('F1 Node', () => laboratory.noopUrl),
    factory.address(
      'F6 Argo CD, list with selector',
      () => {
        const selector = `app.kubernetes.io/name=${serviceName(popular())}`;
        return `${laboratory.argoCdUrl(
          0,
        )}/applications?selector=${encodeURIComponent(selector)}`;
      },
      laboratory.argoCdToken,
    ),
    ...peerSubjects(factory, fleet, { backends, popular, hot }),
  ];
}

function peerSubjects(
  factory: SubjectFactory,
  fleet: Fleet,
  {
    backends,
    popular,
    hot,
  }: {
    readonly backends: Backends;
    readonly popular: ServiceSequence;
    readonly hot: ServiceSequence;
  },
): EntitySubject[] {
  const kinds = [
    { kind: 'roadie', card: roadieCard, id: 'argocd' },
    {
      kind: 'community',
      card: communityCard,
      id: 'backstage-community-argocd',
    },
  ];
  return kinds.flatMap(({ kind, card, id }) => {
    const backend = backends[kind];
    const login = backends[`${kind}, login per call`];
    const plain = (service: number) => card(fleet, service);
    const cached = (service: number) =>
      card(fleet, service, `/api/cached/${id}`);
    return [
      // prettier-ignore
      factory.cards({ name: kind, backend, card: plain, sequence: popular, isEssential: true }),
      // prettier-ignore
      factory.cards({ name: `${kind} + 30 s cache, Zipf`, backend, card: cached, sequence: popular }),
      // prettier-ignore
      factory.cards({ name: `${kind} + 30 s cache, all cached`, backend, card: cached, sequence: hot, known: hotServices }),
      ...(login
        ? [
            // prettier-ignore
            factory.cards({ name: `${kind}, login per call`, backend: login, card: plain, sequence: popular }),
          ]
        : []),
    ];
  });
}
