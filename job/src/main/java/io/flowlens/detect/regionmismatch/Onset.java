package io.flowlens.detect.regionmismatch;

/**
 * When a mismatch began, and what it has come to since then. Noise that went before it is left out:
 * back from now, the slots of five minutes in which at least half of its share left the region.
 */
final class Onset {
  /** In a slot that should hold fewer strays than this, none of them says nothing. */
  private static final double SAYS_SOMETHING = 3;

  private static final double GOES_ON = 0.5;

  private Onset() {}

  /**
   * The mismatch is seen for the first time: writes into the route since when it has been there.
   */
  static void mark(Mismatch mismatch, TableTraffic traffic) {
    Route route = mismatch.route;
    int slots = slots(mismatch, traffic);
    long slotStart = RouteTraffic.startOfSlot(slots - 1, traffic.now);
    if (slots == RouteTraffic.SLOTS || slotStart <= route.strays.runSince) {
      route.strays.began = route.strays.runSince;
      route.strays.strayed = route.strays.runCalls;
      route.strays.asked = Math.max(route.strays.runCalls, route.strays.runAsked);
      return;
    }
    route.strays.began = slotStart;
    route.strays.strayed = 0;
    route.strays.asked = 0;
    for (int age = 0; age < slots; age++) {
      route.strays.strayed += mismatch.traffic.callsOfSlot(age);
      route.strays.asked += traffic.callsToAllOfSlot(route, age);
    }
  }

  private static int slots(Mismatch mismatch, TableTraffic traffic) {
    int within = 1;
    for (int age = 1; age < RouteTraffic.SLOTS; age++) {
      double due = mismatch.share() * traffic.callsToAllOfSlot(mismatch.route, age);
      long calls = mismatch.traffic.callsOfSlot(age);
      if (due >= SAYS_SOMETHING && calls < GOES_ON * due) {
        return within;
      }
      within = calls > 0 ? age + 1 : within;
    }
    return RouteTraffic.SLOTS;
  }
}
