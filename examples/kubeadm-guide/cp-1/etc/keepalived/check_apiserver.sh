#!/bin/sh
curl -sfk --max-time 2 https://localhost:8443/healthz -o /dev/null || exit 1
