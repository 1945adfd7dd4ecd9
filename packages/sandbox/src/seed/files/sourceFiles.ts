import type { ExampleLanguage, ExampleService } from '../exampleService.ts';

type SourceFiles = (
  service: ExampleService,
  version: string,
) => Record<string, string>;

function nodeFiles(
  service: ExampleService,
  version: string,
): Record<string, string> {
  const manifest = {
    name: `@acme/${service.name}`,
    version: version.replace(/^v/, ''),
    description: service.description,
    private: true,
    type: 'module',
    scripts: { start: 'node src/index.ts', test: 'node --test' },
    engines: { node: '>=24' },
  };
  return {
    'package.json': `${JSON.stringify(manifest, null, 2)}\n`,
    'src/index.ts': `import { createServer } from 'node:http';

const health = new Set(['/health/live', '/health/ready']);

export const server = createServer((request, response) => {
  const found = health.has(request.url ?? '');
  response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ service: '${service.name}', status: found ? 'ok' : 'not found' }));
});

server.listen(Number(process.env.PORT ?? ${service.port}));
`,
    Dockerfile: `FROM node:24-slim
WORKDIR /app
COPY package.json ./
COPY src ./src
USER 1000
CMD ["node", "src/index.ts"]
`,
  };
}

function goFiles(
  service: ExampleService,
  version: string,
): Record<string, string> {
  return {
    'go.mod': `module github.com/acme/${service.name}\n\ngo 1.26\n`,
    'main.go': `package main

import (
	"log"
	"net/http"
)

const version = "${version}"

func ok(w http.ResponseWriter, _ *http.Request) {
	w.WriteHeader(http.StatusOK)
}

func main() {
	http.HandleFunc("/health/live", ok)
	http.HandleFunc("/health/ready", ok)
	log.Printf("${service.name} %s listens", version)
	log.Fatal(http.ListenAndServe(":${service.port}", nil))
}
`,
    Dockerfile: `FROM golang:1.26 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /${service.name} .

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /${service.name} /${service.name}
ENTRYPOINT ["/${service.name}"]
`,
  };
}

function javaFiles(
  service: ExampleService,
  version: string,
): Record<string, string> {
  return {
    'build.gradle': `plugins {
    id 'java'
    id 'org.springframework.boot' version '3.5.16'
}

group = 'com.acme'
version = '${version.replace(/^v/, '')}'
`,
    'src/main/java/com/acme/Application.java': `package com.acme;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Application {
    public static void main(String[] args) {
        SpringApplication.run(Application.class, args);
    }
}
`,
    'src/main/resources/application.properties': `spring.application.name=${service.name}
server.port=${service.port}
`,
  };
}

function pythonFiles(
  service: ExampleService,
  version: string,
): Record<string, string> {
  return {
    'pyproject.toml': `[project]
name = "${service.name}"
version = "${version.replace(/^v/, '')}"
description = "${service.description}"
requires-python = ">=3.11"
dependencies = ["fastapi", "uvicorn"]
`,
    'app/main.py': `from fastapi import FastAPI

app = FastAPI(title="${service.title}")


@app.get("/health/live")
@app.get("/health/ready")
def health() -> dict[str, str]:
    return {"service": "${service.name}", "status": "ok"}
`,
  };
}

const filesByLanguage = {
  nodejs: nodeFiles,
  go: goFiles,
  java: javaFiles,
  python: pythonFiles,
} satisfies Record<ExampleLanguage, SourceFiles>;

/** A small program in the language of the service. */
export function sourceFiles(
  service: ExampleService,
  version: string,
): Record<string, string> {
  return filesByLanguage[service.language](service, version);
}
