# Portsmouth's contract on the lives of england.yaml once more, written apart: vectors over draws and people, no facts and no engine.
# A test holds what stands under "the lives" to england.yaml, and what is quoted of the contract ("#|") to rehab-to-work.yaml.
#   Rscript portsmouth.R DRAWS [SEED]
arguments <- commandArgs(TRUE); draws <- as.integer(arguments[1]); set.seed(if (length(arguments) > 1) as.integer(arguments[2]) else 1L)
chunk <- 4000L                                    # draws at a time, for memory

traits <- rates <- shares <- states <- begins <- ways <- list(); names.of <- character(0)
referred <- function(from, people, days) { opens <<- as.Date(from); people <<- people; over <<- days }
trait <- function(name, values) traits[[name]] <<- values
rate <- function(name, months, by = list()) rates[[name]] <<- list(months = months, by = by)
share <- function(name, value) shares[[name]] <<- value
chain <- function(name, has, begin) { states[[name]] <<- has; begins[[name]] <<- begin; names.of <<- c(names.of, paste(name, has)) }
of <- function(chain, state) match(paste(chain, state), names.of)
least <- most <- then <- integer(0); moves <- list()
stay <- function(chain, state, from, to, into) { s <- of(chain, state); least[s] <<- from; most[s] <<- to; then[s] <<- of(chain, into) }
way <- function(chain, from, to, rate, during = list(), times = list()) ways[[length(ways) + 1L]] <<- list(from = of(chain, from), to = of(chain, to), rate = rate, during = during, times = times)
also <- function(chain, state, where) moves[[of(chain, state)]] <<- of(names(where), where)
facts <- list(); fact <- function(chain, state, kind, details, finished = c(), left = c()) facts[[paste(chain, state)]] <<- c(kind = kind, details)
beginning <- list(); begin <- function(kind, details, only = c()) beginning[[length(beginning) + 1L]] <<- list(kind = kind, details = details, only = only)
evidence <- function(kind, is, found) found.of <<- shares[[found]]
ends <- function(chain, state) died <<- of(chain, state)

# -- the lives
referred("2026-04-01", 12, 365)
trait("substance", c("opiates" = 0.45, "alcohol" = 0.35, "other" = 0.2))
trait("complexity", c("high" = 0.6, "lower" = 0.4))
begin("dependency", c("substance" = "heroin"), only = c("substance" = "opiates"))
begin("dependency", c("substance" = "alcohol"), only = c("substance" = "alcohol"))
begin("dependency", c("substance" = "cocaine"), only = c("substance" = "other"))
begin("complexity", c("level" = "high"), only = c("complexity" = "high"))
begin("offence", c("step" = "conviction"))
rate("gives-up-waiting", c(0.05))
rate("leaves-detox-early", c(0.62), by = list("substance" = c("opiates" = 1.2, "alcohol" = 0.8)))
rate("leaves-rehab-early", c(0.209, 0.169, 0.348), by = list("complexity" = c("high" = 1.15, "lower" = 0.8)))
rate("tries-again", c(0.06))
rate("uses-again", c(0.279, 0.177, 0.177, 0.08, 0.08, 0.08, 0.062))
rate("returns-to-use", c(0.35, 0.2))
rate("recovers-from-lapse", c(0.5, 0.3))
rate("stops-again", c(0.04))
rate("finds-permanent-work", c(0.015, 0.02, 0.022), by = list("substance" = c("opiates" = 0.7, "alcohol" = 1.2), "complexity" = c("high" = 0.8, "lower" = 1.3)))
rate("finds-other-work", c(0.008, 0.01), by = list("substance" = c("opiates" = 0.7, "alcohol" = 1.2)))
rate("loses-job", c(0.23, 0.23, 0.23, 0.1, 0.1, 0.1, 0.04))
rate("made-permanent", c(0.03))
rate("leaves-the-street", c(0.15))
rate("back-on-the-street", c(0.03))
rate("loses-supported-home", c(0.04, 0.03, 0.02))
rate("loses-tenancy", c(0.011))
rate("goes-to-prison", c(0.006))
rate("dies", c(0.0007))
share("evidence-found", 0.88)
chain("help", c("waiting", "detox", "rehab", "aftercare", "just-left", "gone"), c("waiting" = 1))
chain("use", c("using", "drug-free", "lapse"), c("using" = 1))
chain("home", c("rough-sleeping", "hostel", "sofa-surfing", "away", "supported", "tenancy"), c("rough-sleeping" = 0.3, "hostel" = 0.45, "sofa-surfing" = 0.25))
chain("work", c("out", "permanent", "other"), c("out" = 1))
chain("law", c("free", "prison", "released"), c("free" = 1))
chain("life", c("alive", "died"), c("alive" = 1))
stay("help", "waiting", 14, 60, "detox")
way("help", "waiting", "just-left", "gives-up-waiting")
fact("help", "detox", "treatment", c("setting" = "residential-detox", "region" = "south-east"), finished = c("reason" = "completed"), left = c("reason" = "left-early"))
stay("help", "detox", 14, 21, "rehab")
way("help", "detox", "just-left", "leaves-detox-early")
also("help", "detox", c("home" = "away", "use" = "drug-free"))
fact("help", "rehab", "treatment", c("setting" = "residential", "region" = "south-east"), finished = c("reason" = "completed"), left = c("reason" = "left-early"))
stay("help", "rehab", 84, 84, "aftercare")
way("help", "rehab", "just-left", "leaves-rehab-early", times = list("use" = c("lapse" = 2, "using" = 4)))
also("help", "aftercare", c("home" = "supported"))
stay("help", "just-left", 28, 28, "gone")
also("help", "just-left", c("home" = "hostel", "use" = "using"))
way("help", "gone", "waiting", "tries-again")
way("use", "using", "drug-free", "stops-again")
way("use", "drug-free", "lapse", "uses-again", times = list("help" = c("rehab" = 0.3, "detox" = 0.3)))
way("use", "lapse", "using", "returns-to-use")
way("use", "lapse", "drug-free", "recovers-from-lapse")
fact("home", "rough-sleeping", "housing", c("type" = "rough-sleeping"))
way("home", "rough-sleeping", "hostel", "leaves-the-street")
fact("home", "hostel", "housing", c("type" = "hostel"))
way("home", "hostel", "rough-sleeping", "back-on-the-street")
fact("home", "sofa-surfing", "housing", c("type" = "sofa-surfing"))
way("home", "sofa-surfing", "rough-sleeping", "back-on-the-street")
fact("home", "supported", "housing", c("type" = "supported"))
stay("home", "supported", 180, 540, "tenancy")
way("home", "supported", "hostel", "loses-supported-home", times = list("use" = c("using" = 4, "lapse" = 1.5)))
fact("home", "tenancy", "housing", c("type" = "social-tenancy"))
way("home", "tenancy", "hostel", "loses-tenancy", times = list("use" = c("using" = 3)))
way("work", "out", "permanent", "finds-permanent-work", during = list("help" = c("aftercare"), "law" = c("free", "released")), times = list("use" = c("using" = 0.2, "lapse" = 0.6)))
way("work", "out", "other", "finds-other-work", during = list("help" = c("aftercare", "gone"), "law" = c("free", "released")), times = list("use" = c("using" = 0.3)))
fact("work", "permanent", "employment", c("contract" = "permanent", "hours" = "30"))
way("work", "permanent", "out", "loses-job", times = list("use" = c("using" = 2.5)))
fact("work", "other", "employment", c("contract" = "temporary", "hours" = "20"))
way("work", "other", "out", "loses-job", times = list("use" = c("using" = 2.5)))
way("work", "other", "permanent", "made-permanent")
way("law", "free", "prison", "goes-to-prison", during = list("help" = c("waiting", "aftercare", "gone")), times = list("use" = c("using" = 2)))
fact("law", "prison", "custody", c("type" = "sentence"))
stay("law", "prison", 30, 240, "released")
also("law", "prison", c("home" = "away", "work" = "out", "help" = "gone"))
stay("law", "released", 28, 28, "free")
also("law", "released", c("home" = "hostel"))
way("life", "alive", "died", "dies", times = list("help" = c("just-left" = 5, "gone" = 1.4), "law" = c("released" = 6)))
fact("life", "died", "death", c())
ends("life", "died")
evidence("employment", "payslip", "evidence-found")
# -- end of the lives

K <- length(states); S <- length(names.of); chain.of <- rep(seq_len(K), lengths(states)); length(least) <- length(most) <- length(then) <- length(moves) <- S

# Each state has one clock at the highest pace its ways out can have; what comes of a stroke is decided when it strikes (thinning): by chance one of
# the ways, by chance less than all where the pace is less. Clocks are turned by hazard lived through, month by month of 30 days.
groups <- expand.grid(lapply(traits, names), stringsAsFactors = FALSE); G <- nrow(groups); M <- max(lengths(lapply(rates, `[[`, "months")))
bound <- array(0, c(2, M, G, S)); to <- matrix(0L, 2, S); count <- integer(S)
pace <- matrix(1, S, 2 * S)                      # by where a chain is and by way: its part of the pace, of the highest
for (w in ways) {
  count[w$from] <- k <- count[w$from] + 1L
  r <- rates[[w$rate]]; to[k, w$from] <- w$to; top <- 1; column <- 2L * (w$from - 1L) + k
  for (c in names(w$during)) pace[chain.of == match(c, names(states)), column] <- states[[c]] %in% w$during[[c]]
  for (c in names(w$times)) {
    rows <- of(c, names(w$times[[c]])); pace[rows, column] <- pace[rows, column] * w$times[[c]]
  }
  for (c in seq_len(K)) { highest <- max(pace[chain.of == c, column]); pace[chain.of == c, column] <- pace[chain.of == c, column] / highest; top <- top * highest }
  for (g in seq_len(G)) {
    by <- 1
    for (t in names(r$by)) if (groups[g, t] %in% names(r$by[[t]])) by <- by * r$by[[t]][[groups[g, t]]]
    bound[k, , g, w$from] <- r$months[pmin(seq_len(M), length(r$months))] * by * top / 30
  }
}
asked <- which(sapply(seq_len(K), function(c) any(pace[chain.of == c, ] != 1)))    # the chains on which any pace depends
total <- bound[1, , , ] + bound[2, , , ]
first <- ifelse(total > 0, bound[1, , , ] / total, 1)                               # of a stroke, how often it is the first way's: by month, group, state
APART <- 1e4; x <- y <- numeric(0); months <- 30 * seq_len(M) - 30
for (s in seq_len(S)) for (g in seq_len(G)) {
  per <- total[, g, s]; upto <- cumsum(c(0, per[-M] * 30)); far <- APART - 1; never <- per[M] == 0
  x <- c(x, APART * ((s - 1) * G + g) + c(if (never) 0 else upto, far)); y <- c(y, if (never) c(1e9, 1e9) else c(months, months[M] + (far - upto[M]) / per[M]))
}
lived <- approxfun(x, y)                          # the day of a stay by which so much hazard is lived through
two <- count == 2L; none <- is.na(least); width <- ifelse(none, 0, most - least + 1); least[none] <- 1e9; then[none] <- 0L
has.moves <- lengths(moves) > 0; asks <- colSums(matrix(colSums(pace != 1), 2)) > 0

# The states whose fact is of a kind, with these details.
those <- function(kind, ...) {
  asked <- c(kind = kind, ...)
  match(names(Filter(function(f) all(names(asked) %in% names(f)) && all(f[names(asked)] == asked), facts)), names.of)
}
kept <- seq_len(S) %in% c(those("treatment"), those("housing", type = "supported"), those("employment"))     # no rule asks about another

# Lives lives from day 0, each until its own last day, and gives the stays that the contract asks about: who, where, first and last day, ended as planned.
# Everyone's next stroke is dealt with at once. Chains are columns: cell i + (c - 1) n is person i's chain c.
live <- function(group, until) {
  n <- length(group); who <- seq_len(n); stays <- list()
  keep <- function(p, cells, last, finished) {
    q <- which(kept[state[cells]] & last >= floor(entered[cells])); j <- cells[q]
    if (length(q)) stays[[length(stays) + 1L]] <<- list(who[p[q]], state[j], floor(entered[j]), last[q], rep_len(finished, length(p))[q])
  }
  enter <- function(p, cells, into, now) {
    state[cells] <<- into; entered[cells] <<- now; lap[cells] <<- 0
    plan[cells] <<- now + least[into] + floor(runif(length(p)) * width[into])
  }
  turn <- function(p, cells) {                    # when a clock strikes next, or the plan ends; no stay is shorter than a day
    e <- entered[cells]
    lap[cells] <<- h <- lap[cells] + rexp(length(p))
    at[cells] <<- -pmin.int(pmax.int(e + lived(APART * ((state[cells] - 1L) * G + group[p]) + h), e + 1), plan[cells])
  }
  every <- function(p) rep(p, K) + rep((seq_len(K) - 1L) * n, each = length(p))
  state <- integer(n * K); entered <- lap <- plan <- numeric(n * K); at <- matrix(0, n, K)
  for (c in seq_len(K)) {
    b <- begins[[c]]; cells <- who + (c - 1L) * n
    enter(who, cells, of(names(states)[c], names(b))[1L + findInterval(runif(n), cumsum(b)[-length(b)])], 0); turn(who, cells)
  }
  repeat {
    chain <- max.col(at, "first"); cells <- seq_len(n) + (chain - 1L) * n; now <- -at[cells]
    i <- which(now <= until)
    if (length(i) < 0.9 * n) {                    # those whose time is over go, with where they were
      over <- which(now > until)
      for (c in seq_len(K)) keep(over, over + (c - 1L) * n, floor(until[over]), FALSE)
      if (length(i) == 0L) break
      j <- every(i); state <- state[j]; entered <- entered[j]; lap <- lap[j]; plan <- plan[j]; at <- matrix(at[j], length(i))
      who <- who[i]; group <- group[i]; until <- until[i]; now <- now[i]; n <- length(i); cells <- seq_len(n) + (chain[i] - 1L) * n; i <- seq_len(n)
    } else { now <- now[i]; cells <- cells[i] }
    s <- state[cells]; planned <- now >= plan[cells]; way <- rep_len(1L, length(i)); moving <- !logical(length(i))
    b <- which(two[s])
    month <- pmin.int((now[b] - entered[cells[b]]) %/% 30, M - 1)
    way[b] <- 1L + (runif(length(b)) >= first[month + 1 + M * (group[i[b]] - 1 + G * (s[b] - 1))])
    b <- which(asks[s] & !planned); column <- (2L * s[b] - 3L + way[b]) * S; p <- 1
    for (c in asked) p <- p * pace[state[i[b] + (c - 1L) * n] + column]
    moving[b] <- runif(length(b)) < p
    m <- which(moving)
    r <- i[m]; j <- cells[m]; then.now <- now[m]; into <- to[way[m] + 2L * (s[m] - 1L)]; as <- planned[m]; into[as] <- then[s[m][as]]
    keep(r, j, floor(then.now) - 1, as); enter(r, j, into, then.now)
    turn(i, cells)
    for (a in unique(into[has.moves[into]])) for (target in moves[[a]]) {
      b <- which(into == a); c <- r[b] + (chain.of[target] - 1L) * n; b <- b[state[c] != target]; c <- r[b] + (chain.of[target] - 1L) * n
      keep(r[b], c, floor(then.now[b]) - 1, FALSE); enter(r[b], c, rep_len(target, length(b)), then.now[b]); turn(r[b], c)
    }
    b <- which(into == died)
    if (length(b)) {
      for (c in seq_len(K)) keep(r[b], r[b] + (c - 1L) * n, floor(then.now[b]) - 1, FALSE)
      until[r[b]] <- -1; state[every(r[b])] <- died
    }
  }
  part <- function(k) unlist(lapply(stays, `[[`, k))
  list(who = part(1), state = part(2), from = part(3), last = part(4), finished = part(5))
}

# -- the contract, quoted beside what does it
day <- function(text) as.integer(as.Date(text) - opens)
#| runs: { from: 2026-04-01, to: 2029-03-31, run-off: 18 months }
horizon <- day("2030-09-30")
#| places: 12
stopifnot(people <= 12)
#| payers:
#| council:
#| cap: £100,000
#| central-fund:
#| cap: £20,000
caps <- c(council = 10000000, central.fund = 2000000)
#| eligible:
#| all:
#| - dependency: any
#| - any:
#| - housing: [rough-sleeping, sofa-surfing, night-shelter, hostel, bed-and-breakfast, temporary, refuge]
#| - offence: [caution, conviction]
#| - custody: sentence
begun <- function(kind, codes = NULL) Reduce(`|`, lapply(Filter(function(b) b$kind == kind && (is.null(codes) || b$details[[1]] %in% codes), beginning), function(b) if (is.null(b$only)) rep(TRUE, G) else groups[[names(b$only)]] == b$only))
stopifnot(begun("dependency") & begun("offence", c("caution", "conviction")))       # everyone, without asking where they lived

# The same day a year on, for each day; the end of February for the 29th.
date <- as.POSIXlt(opens + 0:horizon); date$year <- date$year + 1L; leap <- date$mon == 1L & date$mday == 29L; date$mday[leap] <- 28L
year.on <- as.integer(as.Date(date) - opens)

# The least of each person's values; NA for who has none.
first.of <- function(n, who, value) { o <- order(value, decreasing = TRUE); x <- rep(NA_real_, n); x[who[o]] <- value[o]; x }

pay <- function(draws) {
  n <- draws * people; place <- rep(seq_len(people), draws); on <- floor((place - 1 + runif(n)) * over / people)
  value <- function(t) 1L + findInterval(runif(n), cumsum(t)[-length(t)])
  l <- live(value(traits$substance) + length(traits$substance) * (value(traits$complexity) - 1L), horizon - on + 1 - 1e-9)
  who <- l$who; from <- l$from + on[who]; last <- l$last + on[who]
  stays <- function(...) l$state %in% those(...)
  #| milestones:
  #| detox-started:
  #| when: { starts: { treatment: residential-detox } }
  detox <- tabulate(who[stays("treatment", setting = "residential-detox")], n) > 0
  #| in-the-south-east:
  #| when: { starts: { treatment: { setting: [residential-detox, residential], region: south-east } } }
  south.east <- tabulate(who[stays("treatment", setting = "residential-detox", region = "south-east") | stays("treatment", setting = "residential", region = "south-east")], n) > 0
  #| rehab-completed:
  #| when:
  #| in-order:
  #| - leaves: { treatment: { setting: residential-detox, reason: completed } }
  k <- which(stays("treatment", setting = "residential-detox") & l$finished); left.detox <- first.of(n, who[k], last[k])
  #| - leaves: { treatment: { setting: residential, reason: completed } }
  k <- which(stays("treatment", setting = "residential") & l$finished & last >= left.detox[who]); left.rehab <- first.of(n, who[k], last[k])
  #| - sustains: { housing: supported }
  #| for: 12 weeks
  since <- pmax(from, left.rehab[who]); k <- which(stays("housing", type = "supported") & last - since + 1 >= 12 * 7)
  completed <- first.of(n, who[k], since[k] + 12 * 7 - 1)
  #| outcomes:
  #| into-permanent-work:
  #| when:
  #| starts: { employment: { contract: permanent } }
  #| after: rehab-completed
  #| within: 12 months
  k <- which(stays("employment", contract = "permanent") & from >= completed[who] & from <= year.on[completed[who] + 1]); into.work <- first.of(n, who[k], from[k])
  #| pays:
  #| council:
  #| 2026-04-01: £100,000 over 12 places
  #| central-fund:
  #| 2026-04-01: 20% on top
  #| evidence: [payslip, employer-letter, signed-contract]
  proved <- !is.na(into.work) & runif(n) < found.of
  council <- 10000000 %/% 12 + (place <= 10000000 %% 12); central <- floor(council * 0.2 + 0.5)
  in.all <- function(pence, cap) pmin(colSums(matrix(pence * proved, people)), cap)
  paid <- in.all(council, caps[["council"]]) + in.all(central, caps[["central.fund"]])
  #| work-26-weeks:
  #| when:
  #| sustains: { together: { employment: any }, of: hours, is: 16 or more }
  #| for: 26 weeks
  #| gaps: 28 days in total
  #| after: into-permanent-work
  #| pays: { council: { 2026-04-01: £0 } }
  # A stretch from each job on, job by job, until it has its days or more than 28 are missing. Nobody has two jobs at once, and each has the hours.
  stopifnot(sapply(facts[names.of[those("employment")]], function(f) as.numeric(f["hours"])) >= 16)
  k <- which(stays("employment") & last >= into.work[who]); k <- k[order(who[k], from[k])]
  p <- who[k]; a <- pmax(from[k], into.work[p]); z <- last[k]; job <- seq_along(p); had <- missing <- numeric(length(p)); keeps <- by <- numeric(0)
  while (length(job)) {
    days <- z[job] - a[job] + 1; enough <- had + days >= 26 * 7
    keeps <- c(keeps, p[job[enough]]); by <- c(by, (a[job] + 26 * 7 - 1 - had)[enough])
    k <- which(!enough & job < length(p)); k <- k[p[job[k] + 1L] == p[job[k]]]
    had <- had[k] + days[k]; missing <- missing[k] + a[job[k] + 1L] - z[job[k]] - 1; job <- job[k] + 1L
    k <- which(missing <= 28); had <- had[k]; missing <- missing[k]; job <- job[k]
  }
  list(reached = c(sum(detox), sum(south.east), sum(!is.na(completed)), sum(!is.na(into.work)), sum(!is.na(first.of(n, keeps, by)))), paid = paid / 100)
}

parts <- lapply(seq(0, draws - 1, by = chunk), function(d) pay(min(chunk, draws - d)))
reached <- Reduce(`+`, lapply(parts, `[[`, "reached")) / (draws * people); paid <- unlist(lapply(parts, `[[`, "paid"))
names(reached) <- c("detox-started", "in-the-south-east", "rehab-completed", "into-permanent-work", "work-26-weeks")
for (o in names(reached)) cat(sprintf("%s %.5f +- %.5f\n", o, reached[[o]], sqrt(reached[[o]] * (1 - reached[[o]]) / (draws * people))))
cat(sprintf("paid %.2f +- %.2f\n", mean(paid), sd(paid) / sqrt(draws)))
