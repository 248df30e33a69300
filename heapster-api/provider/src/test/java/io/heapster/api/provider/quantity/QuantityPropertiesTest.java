package io.heapster.api.provider.quantity;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.api.provider.quantity.Quantity.Format;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of the canonical form, said in another way than the code does. */
final class QuantityPropertiesTest {
  private static final Pattern CANONICAL =
      Pattern.compile("(0|-?[1-9][0-9]*)(|[num]|[kMGTPE]|[KMGTPE]i|e-?[1-9][0-9]*)");

  private static final Map<String, BigDecimal> UNITS =
      Map.ofEntries(
          Map.entry("n", new BigDecimal("0.000000001")),
          Map.entry("u", new BigDecimal("0.000001")),
          Map.entry("m", new BigDecimal("0.001")),
          Map.entry("", BigDecimal.ONE),
          Map.entry("k", new BigDecimal("1000")),
          Map.entry("M", new BigDecimal("1000000")),
          Map.entry("G", new BigDecimal("1000000000")),
          Map.entry("T", new BigDecimal("1000000000000")),
          Map.entry("P", new BigDecimal("1000000000000000")),
          Map.entry("E", new BigDecimal("1000000000000000000")),
          Map.entry("Ki", new BigDecimal("1024")),
          Map.entry("Mi", new BigDecimal("1048576")),
          Map.entry("Gi", new BigDecimal("1073741824")),
          Map.entry("Ti", new BigDecimal("1099511627776")),
          Map.entry("Pi", new BigDecimal("1125899906842624")),
          Map.entry("Ei", new BigDecimal("1152921504606846976")));

  private static final List<String> LETTERS =
      List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");

  @ParameterizedTest
  @EnumSource(Format.class)
  void toString_everySmallAmount_isCanonical(Format format) {
    for (int count = -3_000; count <= 3_000; count++) {
      for (int digits : new int[] {-4, -3, -1, 0, 1, 2, 3, 6, 9}) {
        requireCanonical(Quantity.of(BigDecimal.valueOf(count, digits), format));
      }
    }
    for (int power = 0; power < 63; power++) {
      for (int offset = -2; offset <= 2; offset++) {
        requireCanonical(Quantity.of(BigDecimal.valueOf((1L << power) + offset), format));
        requireCanonical(Quantity.of(BigDecimal.valueOf(-(1L << power) - offset), format));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void toString_randomAmount_isCanonical(Format format) {
    var random = new Random(41);
    for (int i = 0; i < 20_000; i++) {
      var unscaled = new BigInteger(1 + random.nextInt(90), random);
      var amount =
          new BigDecimal(
              random.nextBoolean() ? unscaled : unscaled.negate(), random.nextInt(40) - 30);
      requireCanonical(Quantity.of(amount, format));
    }
  }

  private static void requireCanonical(Quantity quantity) {
    String text = quantity.toString();
    Matcher parts = CANONICAL.matcher(text);
    assertThat(parts.matches()).as(text).isTrue();
    var mantissa = new BigDecimal(parts.group(1));
    String suffix = parts.group(2);
    // no precision is lost
    assertThat(mantissa.multiply(unit(suffix))).as(text).isEqualByComparingTo(quantity.amount());
    // reading gives the same amount again, and the same text
    Quantity read = Quantity.parse(text);
    assertThat(read).as(text).isEqualTo(quantity);
    assertThat(Quantity.of(read.amount(), quantity.format())).hasToString(text);
    if (quantity.signum() == 0) {
      assertThat(text).isEqualTo("0");
    } else if (suffix.endsWith("i")) {
      requireLargestBinary(quantity, mantissa, suffix);
    } else {
      requireLargestDecimal(quantity, mantissa, suffix);
    }
  }

  private static void requireLargestBinary(Quantity quantity, BigDecimal mantissa, String suffix) {
    assertThat(quantity.format()).isEqualTo(Format.BINARY_SI);
    assertThat(quantity.amount().abs()).isGreaterThanOrEqualTo(new BigDecimal(1024));
    if (!suffix.equals("Ei")) {
      assertThat(mantissa.remainder(new BigDecimal(1024)).signum())
          .as("a larger suffix")
          .isNotZero();
    }
  }

  private static void requireLargestDecimal(Quantity quantity, BigDecimal mantissa, String suffix) {
    boolean exponentForm = quantity.format() == Format.DECIMAL_EXPONENT;
    boolean inBinary = quantity.format() == Format.BINARY_SI && suffix.isEmpty();
    if (inBinary
        && quantity.amount().abs().compareTo(new BigDecimal(1024)) >= 0
        && quantity.amount().abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
      assertThat(quantity.amount().remainder(new BigDecimal(1024)).signum()).isNotZero();
      return;
    }
    // Kubernetes has a letter for each power of 1000 up to E, so a mantissa may have three zeros at
    // its end only when no larger power exists: never, as exponents go on.
    assertThat(mantissa.remainder(new BigDecimal(1000)).signum()).as("a larger suffix").isNotZero();
    if (exponentForm) {
      assertThat(suffix.isEmpty() || suffix.startsWith("e")).as(suffix).isTrue();
    } else if (suffix.startsWith("e")) {
      assertThat(Integer.parseInt(suffix.substring(1))).isGreaterThan(18);
    }
  }

  private static BigDecimal unit(String suffix) {
    return suffix.startsWith("e")
        ? BigDecimal.ONE.scaleByPowerOfTen(Integer.parseInt(suffix.substring(1)))
        : UNITS.get(suffix);
  }

  @Test
  void parse_randomWellFormedText_isTheProductRoundedUpToANano() {
    var random = new Random(42);
    List<String> suffixes = List.copyOf(UNITS.keySet().stream().sorted().toList());
    for (int i = 0; i < 30_000; i++) {
      String number = number(random);
      String suffix =
          random.nextInt(5) == 0
              ? (random.nextBoolean() ? "e" : "E") + (random.nextInt(40) - 20)
              : suffixes.get(random.nextInt(suffixes.size()));
      BigDecimal unit =
          unit(suffix.length() > 1 && !suffix.endsWith("i") ? suffix.replace('E', 'e') : suffix);
      BigDecimal expected = new BigDecimal(number).multiply(unit).setScale(9, RoundingMode.UP);
      BigDecimal cap = BigDecimal.valueOf(Long.MAX_VALUE);
      if (suffix.endsWith("i")) {
        expected = expected.min(cap).max(cap.negate());
      }
      assertThat(Quantity.parse(number + suffix).amount())
          .as(number + suffix)
          .isEqualByComparingTo(expected);
    }
  }

  private static String number(Random random) {
    var text = new StringBuilder(List.of("", "-", "+").get(random.nextInt(3)));
    text.append(random.nextInt(1_000));
    for (int digits = random.nextInt(18); digits > 0; digits--) {
      text.append(random.nextInt(10));
    }
    if (random.nextBoolean()) {
      text.append('.');
      for (int digits = random.nextInt(14); digits > 0; digits--) {
        text.append(random.nextInt(10));
      }
    }
    return text.toString();
  }

  @Test
  void parse_randomText_isReadOrRefusedByName() {
    var random = new Random(43);
    String alphabet = "0123456789.+-eEinumkKMGTP x";
    for (int i = 0; i < 30_000; i++) {
      var text = new StringBuilder();
      for (int length = random.nextInt(9); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        requireCanonical(Quantity.parse(text.toString()));
      } catch (QuantityException e) {
        assertThat(e).hasMessageStartingWith("\"" + text + "\" is no quantity: ");
      }
    }
  }

  @Test
  void value_randomAmount_isTheNextWholeNumberAwayFromZero() {
    var random = new Random(44);
    for (int i = 0; i < 30_000; i++) {
      long nano = random.nextLong();
      Quantity quantity = Quantity.ofNano(nano);
      assertThat(quantity.milliValue()).isEqualTo(awayFromZero(nano, 1_000_000));
      assertThat(quantity.value()).isEqualTo(awayFromZero(nano, 1_000_000_000));
    }
  }

  private static long awayFromZero(long amount, long unit) {
    return amount / unit + (amount % unit == 0 ? 0 : amount > 0 ? 1 : -1);
  }

  @Test
  void decimalSuffix_everyPowerOfTen_isTheFloorOfItsThird() {
    for (int power = -9; power <= 20; power++) {
      String text =
          Quantity.of(BigDecimal.ONE.scaleByPowerOfTen(power), Format.DECIMAL_SI).toString();
      String zeros = "0".repeat(Math.floorMod(power, 3));
      assertThat(text).isEqualTo("1" + zeros + LETTERS.get(Math.floorDiv(power, 3) + 3));
    }
  }

  @Test
  void compareAndAdd_random_agreeWithExactArithmetic() {
    var random = new Random(45);
    for (int i = 0; i < 20_000; i++) {
      Quantity one = Quantity.ofNano(random.nextLong() >> random.nextInt(64));
      Quantity two = Quantity.ofBytes(random.nextLong() >> random.nextInt(64));
      assertThat(one.add(two).amount()).isEqualByComparingTo(one.amount().add(two.amount()));
      assertThat(Integer.signum(one.compareTo(two)))
          .isEqualTo(one.amount().compareTo(two.amount()));
      assertThat(one.equals(two)).isEqualTo(one.compareTo(two) == 0);
    }
  }
}
