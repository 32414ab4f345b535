# The same model with vectors: who finds work by the last day, counted by draw, under the cap.
draws <- as.integer(commandArgs(TRUE)[1]); set.seed(1)
days <- as.integer(as.Date("2030-12-31") - as.Date("2026-01-01")) + 1L
reached <- rexp(12L * draws, 0.02 / 30) <= days
paid <- pmin(colSums(matrix(reached, 12L)) * 1000, 8500)
cat(sprintf("%.0f", mean(paid)), "\n")
