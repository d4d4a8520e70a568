package io.flowlens.lab.evaluation.company;

import io.flowlens.lab.evaluation.company.Call.Operation;
import java.util.ArrayList;
import java.util.List;

/** All services of the company: those with odd habits, and twenty ordinary ones. */
final class Company {
  private static final List<String> ORDINARY =
      List.of(
          "checkout",
          "payments",
          "inventory",
          "shipping",
          "returns",
          "mailer",
          "sessions",
          "login",
          "media",
          "chat",
          "wishlist",
          "coupons",
          "tax",
          "fraud",
          "audit",
          "suppliers",
          "labels",
          "routes",
          "partners",
          "surveys");

  private static final List<Language> LANGUAGES =
      List.of(Language.PYTHON, Language.NODE, Language.JAVA);

  private Company() {}

  /** Their habits, in a fixed order. */
  static List<Habit> habits() {
    List<Habit> habits = new ArrayList<>(Oddities.all());
    for (int i = 0; i < ORDINARY.size(); i++) {
      String name = ORDINARY.get(i);
      Language language = LANGUAGES.get(i % LANGUAGES.size());
      String region = i % 4 == 3 ? "eu-west-1" : "us-east-1";
      Caller caller = Caller.of(name, region, language, 2 + i % 3);
      double perSecond = 0.15 + 0.15 * (i % 5);
      String own = Character.toUpperCase(name.charAt(0)) + name.substring(1);
      habits.add(Steady.near(caller, own, Operation.GetItem, perSecond));
      habits.add(Steady.near(caller, own, Operation.PutItem, perSecond / 2));
      habits.add(Steady.near(caller, "Customers", Operation.GetItem, perSecond / 3));
      habits.add(Steady.near(caller, "Events", Operation.PutItem, perSecond / 4));
    }
    return habits;
  }

  /** The same, and what goes wrong on a troubled day. */
  static List<Habit> troubledHabits() {
    List<Habit> habits = new ArrayList<>(habits());
    habits.addAll(Troubles.beside());
    habits.addAll(Troubles.all());
    return habits;
  }
}
