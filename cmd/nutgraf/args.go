package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// trailingFlags lets the named flags stand behind the arguments too, as in
// `lookup NAME --date D`, which the command line's parser does not, and returns
// the arguments without them.
func trailingFlags(c *cli.Context, names ...string) (args []string, err error) {
	all := c.Args().Slice()
	for i := 0; i < len(all); i++ {
		name, value, inline := strings.Cut(strings.TrimLeft(all[i], "-"), "=")
		if !strings.HasPrefix(all[i], "--") || !slices.Contains(names, name) {
			args = append(args, all[i])
			continue
		}
		if !inline {
			if i++; i == len(all) {
				return nil, fmt.Errorf("flag --%s needs a value", name)
			}
			value = all[i]
		}
		if err := c.Set(name, value); err != nil {
			return nil, err
		}
	}
	return args, nil
}
