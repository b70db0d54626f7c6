# Builds and serves tabsmith. Everything that a person's projects run runs in their browsers: this image only hands out files.
FROM node:22-bookworm-slim AS built
WORKDIR /tabsmith
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN node scripts/build.mjs

FROM node:22-bookworm-slim
ENV NODE_ENV=production TABSMITH_DATA=/data HOST=0.0.0.0 PORT=3000
WORKDIR /tabsmith
COPY --from=built --chown=node:node /tabsmith /tabsmith
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["node", "-e", "const { host } = new URL(process.env.APP_ORIGIN || 'http://ide.localhost:3000'); require('node:http').get({ port: 3000, path: '/api/health', headers: { host } }, ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1)).on('error', () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "scripts/start.mjs"]
