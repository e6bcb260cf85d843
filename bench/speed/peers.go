package main

import "path/filepath"

// A peer finds names in text; of nutgraf's own work no more than that.
type peer struct {
	name string
	args []string // before what to read: lines or text, and a file
}

// findPeers makes the peers ready: prose v3 in Go, compromise and wink-nlp in
// node. Each runs on one thread.
func findPeers(work string) ([]peer, error) {
	prose := filepath.Join(work, "prose3")
	if err := build(".", "./speed/prose3", prose); err != nil {
		return nil, err
	}
	peers := []peer{{"prose v3", []string{prose}}}
	for _, name := range []string{"compromise", "wink-nlp"} {
		peers = append(peers, peer{name, []string{"node", filepath.Join("speed", "peers.mjs"), name}})
	}
	return peers, nil
}

func (p peer) command(what, file string) command {
	return command{p.name, append(append([]string{}, p.args...), what, file)}
}
