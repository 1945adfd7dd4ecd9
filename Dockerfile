# syntax=docker/dockerfile:1

# The portal's image: `docker build . --tag golden-path-portal`. It needs nothing but this checkout.

FROM node:24-trixie-slim AS build
WORKDIR /build
RUN npm install --global --ignore-scripts @yarnpkg/cli-dist@4.18.1
COPY . .
RUN --mount=type=cache,target=/root/.yarn/berry/cache,sharing=locked \
    yarn install --immutable
RUN yarn workspace backend build \
    && mkdir skeleton bundle \
    && tar --extract --gzip --file packages/backend/dist/skeleton.tar.gz --directory skeleton \
    && tar --extract --gzip --file packages/backend/dist/bundle.tar.gz --directory bundle

FROM node:24-trixie-slim
# TechDocs are built by mkdocs, which the portal calls.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git python3 python3-venv \
    && rm -rf /var/lib/apt/lists/* \
    && python3 -m venv /opt/techdocs \
    && /opt/techdocs/bin/pip install --no-cache-dir mkdocs-techdocs-core==1.7.1 \
    && npm install --global --ignore-scripts @yarnpkg/cli-dist@4.18.1
ENV NODE_ENV=production \
    PATH=/opt/techdocs/bin:$PATH

WORKDIR /app
RUN chown node:node /app
USER node

# Only what decides the dependencies, so that a change of code does not install them again.
COPY --from=build --chown=node:node /build/skeleton ./
COPY --chown=node:node package.json yarn.lock .yarnrc.yml backstage.json ./
RUN yarn workspaces focus --all --production && yarn cache clean --all

COPY --from=build --chown=node:node /build/bundle ./
COPY --chown=node:node templates ./templates
COPY --chown=node:node app-config.yaml app-config.production.yaml ./

EXPOSE 7007
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["node", "--eval", "fetch('http://127.0.0.1:7007/.backstage/health/v1/readiness').then(reply => process.exit(reply.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "packages/backend", "--config", "app-config.yaml", "--config", "app-config.production.yaml"]
