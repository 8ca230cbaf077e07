#!/usr/bin/env bash
# Makes the files of this folder with LibreOffice (Debian: libreoffice-writer); run it when a source changes.
set -euo pipefail
cd "$(dirname "$0")"
soffice --headless --convert-to docx heat-pumps.fodt
