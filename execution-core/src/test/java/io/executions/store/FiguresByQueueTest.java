package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresByQueueTest {
  private static final String TWO = "mail;1;;\npartner;3;1:2 5:1;2:3";

  @Test
  void ofSeveralQueuesTheTextTellsTheFiguresOfEach() {
    FiguresByQueue figures = FiguresByQueue.parse(TWO, new Figures());

    assertThat(figures.text()).isEqualTo(TWO);
    assertThat(figures.queues().get("partner").waited().counts()).containsEntry(5, 1L);
    assertThat(figures.all().ended()).isEqualTo(4);
    assertThat(figures.all().ran().counts()).containsEntry(2, 3L).hasSize(1);
  }

  @Test
  void ofOneQueueItIsItsNameAndTheFiguresAreThoseOfAll() {
    Figures all = new Figures(7, new Histogram(), new Histogram());

    assertThat(FiguresByQueue.parse("mail", all).queues().get("mail").ended()).isEqualTo(7);
    assertThat(FiguresByQueue.parse("mail", all).text()).isEqualTo("mail");
  }

  @Test
  void whereNoQueueCountsTheFiguresAreOfNone() {
    Figures all = new Figures(7, new Histogram(), new Histogram());

    assertThat(FiguresByQueue.parse(null, all).all().ended()).isEqualTo(7);
    assertThat(FiguresByQueue.parse(null, all).queues()).containsOnlyKeys("");
  }

  @Test
  void whatIsNoEntryCountsForNothing() {
    FiguresByQueue figures = FiguresByQueue.parse("damaged;x;;\n" + TWO, new Figures());

    assertThat(figures.all().ended()).isEqualTo(4);
  }
}
