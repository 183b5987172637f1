# The cloud as a container, on its native ports, with its data in /data.
FROM node:24-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build \
 && npm prune --omit=dev \
 && rm -r node_modules/better-sqlite3/deps node_modules/better-sqlite3/src

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /opt/virga
COPY --from=build /build/package.json /build/LICENSE ./
COPY --from=build /build/node_modules node_modules
COPY --from=build /build/dist dist
RUN ln -s /opt/virga/dist/virga.js /usr/local/bin/virga \
 && install --directory --owner node --group node /data
USER node
VOLUME /data
# identity, compute, block-storage, placement, image, network
EXPOSE 5000 8774 8776 8778 9292 9696
HEALTHCHECK --interval=10s --timeout=5s --start-period=5s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:5000/healthcheck').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["virga"]
CMD ["start", "--host", "0.0.0.0", "--data", "/data/virga.db"]
