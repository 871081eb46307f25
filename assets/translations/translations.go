// Package translations embeds the window's words: one folder a language, one file an area, each a flat JSON object from
// key to sentence. A third language is one new folder.
package translations

import "embed"

// Files holds LANGUAGE/AREA.json.
//
//go:embed */*.json
var Files embed.FS
