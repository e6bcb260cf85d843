module github.com/nutgraf/nutgraf/bench

go 1.26.0

require (
	github.com/jdkato/prose/v3 v3.2.3
	github.com/nutgraf/nutgraf v0.0.0
	github.com/olebedev/when v1.1.0
)

require (
	github.com/AlekSi/pointer v1.0.0 // indirect
	github.com/pkg/errors v0.8.1 // indirect
	golang.org/x/text v0.44.0 // indirect
	gopkg.in/neurosnap/sentences.v1 v1.0.6 // indirect
)

replace github.com/nutgraf/nutgraf => ../

replace github.com/markusmobius/go-dateparser => ../third_party/dateparser

replace github.com/markusmobius/go-domdistiller => ../third_party/domdistiller
