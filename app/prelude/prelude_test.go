package prelude

import (
	"os"
	"testing"
)

func TestLanguages(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		want string
		env  map[string]string
	}{
		{"en", nil},
		{"en", map[string]string{"LANG": "C"}},
		{"en", map[string]string{"LANG": "POSIX"}},
		{"en", map[string]string{"LANG": "C.UTF-8"}},
		{"en", map[string]string{"LANG": "C.UTF-8", "LANGUAGE": "zh"}}, // what is no language does not choose among languages
		{"de_DE", map[string]string{"LANG": "de_DE@euro"}},
		{"zh_CN", map[string]string{"LANG": "zh_CN.UTF-8"}},
		{"sr", map[string]string{"LANG": "sr-Latn"}},
		{"fr_FR", map[string]string{"LANG": "de_DE", "LC_MESSAGES": "fr_FR.UTF-8"}},
		{"zh_TW", map[string]string{"LANG": "de_DE", "LC_MESSAGES": "fr_FR.UTF-8", "LC_ALL": "zh_TW"}},
		{"zh_CN:en", map[string]string{"LANG": "de_DE.UTF-8", "LANGUAGE": "zh_CN:C:en"}},
		{"en", map[string]string{"LANG": "../../etc"}},
		{"en", map[string]string{"LANG": ":::"}},
		{"en", map[string]string{"LANG": "x"}},
	} {
		if got := Languages(func(name string) string { return c.env[name] }); got != c.want {
			t.Errorf("%v gives %q, want %q", c.env, got, c.want)
		}
	}
}

func TestSettleGivesBackWhatItTakes(t *testing.T) {
	t.Setenv("DISPLAY", ":9")
	t.Setenv("LC_ALL", "zh_CN.UTF-8")
	t.Setenv("LANGUAGE", "")
	before := settle([]string{"netloom", "train"})
	for name, want := range loading() {
		if got := os.Getenv(name); got != want {
			t.Errorf("while packages are loaded, %s is %q, want %q", name, got, want)
		}
	}
	for _, v := range before {
		put(v.name, v.value)
	}
	for name, want := range map[string]string{"DISPLAY": ":9", "LC_ALL": "zh_CN.UTF-8", "LANGUAGE": "zh_CN"} {
		if got := os.Getenv(name); got != want {
			t.Errorf("afterwards %s is %q, want %q", name, got, want)
		}
	}
	if before := settle([]string{"netloom", FileDialog}); before != nil || os.Getenv("DISPLAY") != ":9" {
		t.Error("a file dialog has no display")
	}
}
