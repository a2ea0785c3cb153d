# The relay in a container: its source, three libraries, a user without rights, nothing written but the spool.
# docker build -t postern-relay . ; content/guides/host-the-relay.mdx says how to run it.
FROM node:24-slim AS libraries
WORKDIR /relay
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM node:24-slim
WORKDIR /relay
COPY --from=libraries /relay/node_modules ./node_modules
COPY package.json LICENSE ./
COPY src/contract.ts ./src/
COPY src/relay ./src/relay
RUN mkdir /spool && chown node:node /spool
# The image's user “node”, as a number: who checks that it is not root may not know the name.
USER 1000:1000
VOLUME /spool
ENV NODE_ENV=production RELAY_HOST=0.0.0.0 RELAY_PORT=8025 RELAY_STATUS_PORT=8026 RELAY_SPOOL=/spool/relay.sqlite
EXPOSE 8025
HEALTHCHECK --interval=60s --timeout=5s --start-period=20s \
  CMD ["node", "--eval", "fetch('http://127.0.0.1:8026/ready').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "src/relay/node.ts"]
