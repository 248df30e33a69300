package io.heapster.sources.kubelet;

import static io.heapster.sources.kubelet.AnswerBody.Fit.FITS;
import static io.heapster.sources.kubelet.AnswerBody.Fit.PAST_ANSWER_LIMIT;
import static io.heapster.sources.kubelet.AnswerBody.Fit.PAST_BUDGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

final class AnswerBodyTest {
  private static final int KIB = 1024;

  private final BodyPool pool = new BodyPool();
  private final GatherBudget budget = new GatherBudget(4096 * KIB);

  @Test
  void append_piecesPastTheFirstArray_keepsAllBytes() {
    AnswerBody body = AnswerBody.of(pool, budget, 1024 * KIB);
    for (int i = 0; i < 300; i++) {
      assertThat(body.append(Buffer.buffer(String.format("%1024d", i)))).isEqualTo(FITS);
    }
    assertThat(body.length()).isEqualTo(300 * KIB);
    assertThat(new String(body.bytes(), 299 * KIB, KIB, StandardCharsets.UTF_8).strip())
        .isEqualTo("299");
  }

  @Test
  void append_pastTheLimit_isRefused() {
    AnswerBody body = AnswerBody.of(pool, budget, 10);
    assertThat(body.append(Buffer.buffer("0123456789"))).isEqualTo(FITS);
    assertThat(body.append(Buffer.buffer("0"))).isEqualTo(PAST_ANSWER_LIMIT);
  }

  @Test
  void expect_pastTheLimit_isRefused() {
    assertThat(AnswerBody.of(pool, budget, 10).expect(11)).isEqualTo(PAST_ANSWER_LIMIT);
  }

  @Test
  void release_afterUse_givesArrayAndBudgetBack() {
    AnswerBody body = AnswerBody.of(pool, budget, 4096 * KIB);
    body.append(Buffer.buffer("x"));
    byte[] array = body.bytes();
    body.release();
    assertThat(budget.take(4096L * KIB)).isTrue();
    assertThat(pool.take(1)).isSameAs(array);
  }

  @Test
  void append_budgetUsedUp_isRefusedAndOthersKeepTheirs() {
    AnswerBody first = AnswerBody.of(pool, budget, 4096 * KIB);
    assertThat(first.append(Buffer.buffer(new byte[4000 * KIB]))).isEqualTo(FITS);
    AnswerBody second = AnswerBody.of(pool, budget, 4096 * KIB);
    assertThat(second.expect(100 * KIB)).isEqualTo(PAST_BUDGET);
    first.release();
    assertThat(second.expect(100 * KIB)).isEqualTo(FITS);
  }

  @Test
  void expect_hugeAnswerAnnounced_claimsAnOrdinaryOneOnly() {
    AnswerBody body = AnswerBody.of(pool, budget, 4096 * KIB);
    assertThat(body.expect(4096 * KIB)).isEqualTo(FITS);
    assertThat(body.bytes()).hasSize(1024 * KIB);
    assertThat(budget.take(3072L * KIB)).isTrue();
  }

  @Test
  void append_answerAsLargeAsTheBudget_growsToIt() {
    AnswerBody body = AnswerBody.of(pool, budget, 4096 * KIB);
    body.expect(4096 * KIB);
    for (int i = 0; i < 64; i++) {
      assertThat(body.append(Buffer.buffer(new byte[64 * KIB]))).isEqualTo(FITS);
    }
    assertThat(budget.take(1)).isFalse();
    body.release();
    assertThat(budget.take(4096L * KIB)).isTrue();
  }

  @Test
  void append_budgetUsedUp_leavesThePoolAlone() {
    byte[] idle = pool.take(1);
    pool.giveBack(idle);
    AnswerBody body = AnswerBody.of(pool, new GatherBudget(10), 4096 * KIB);
    assertThat(body.append(Buffer.buffer("x"))).isEqualTo(PAST_BUDGET);
    assertThat(pool.take(1)).isSameAs(idle);
  }

  @Test
  void pool_afterABurstOfLargeArrays_keepsAFewOnly() {
    var burst = new ArrayList<byte[]>();
    for (int i = 0; i < 64; i++) {
      burst.add(pool.take(BodyPool.LARGEST_KEPT));
    }
    burst.forEach(pool::giveBack);
    int kept = 0;
    while (burst.contains(pool.take(1))) {
      kept++;
    }
    assertThat(kept).isEqualTo(BodyPool.MOST_KEPT / BodyPool.LARGEST_KEPT);
  }

  @Test
  void handOver_gathered_leavesAnEmptyBody() {
    AnswerBody body = AnswerBody.of(pool, budget, 4096 * KIB);
    body.append(Buffer.buffer("abc"));
    AnswerBody whole = body.handOver();
    body.release();
    assertThat(whole.length()).isEqualTo(3);
    assertThat(budget.take(4096L * KIB)).isFalse();
    whole.release();
    assertThat(budget.take(4096L * KIB)).isTrue();
  }

  @Test
  void pool_hugeArray_isNotKept() {
    byte[] huge = pool.take(BodyPool.LARGEST_KEPT + 1);
    pool.giveBack(huge);
    assertThat(pool.take(1)).isNotSameAs(huge);
  }
}
