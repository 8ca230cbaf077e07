#!/usr/bin/env bash
# Makes the files of this folder with LibreOffice and Chromium (Debian: libreoffice-writer, chromium, chromium-driver;
# selenium in the python of PYTHON); run it when a source changes, and read what is extracted from them before you
# accept it.
set -euo pipefail
cd "$(dirname "$0")"
print_page() {
    chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf="$1.pdf" "$1.html"
}
soffice --headless --convert-to docx heat-pumps.fodt
print_page two-columns
print_page picture
print_page lists
soffice --headless --convert-to pdf wells.fodt
lock='{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"mill"}}'
soffice --headless --convert-to "pdf:writer_pdf_Export:$lock" heat-pumps.fodt
mv heat-pumps.pdf encrypted.pdf

# Web pages: as they are once their scripts have run, and as a browser saves them.
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
for page in news manual blog; do
    chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
        --disable-component-update --disable-sync --user-data-dir="$profile" --dump-dom "sites/$page.html" > "$page.dom.html"
done
"${PYTHON:-python3}" sites/save.py sites/news.html news.saved.html
