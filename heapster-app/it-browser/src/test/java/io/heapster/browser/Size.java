package io.heapster.browser;

/** A screen; width and height in CSS pixels. */
enum Size {
  PHONE(360, 740, 2),
  DESK(1440, 900, 1),
  WALL(3840, 2160, 1);

  final int width;
  final int height;
  final int scale;

  Size(int width, int height, int scale) {
    this.width = width;
    this.height = height;
    this.scale = scale;
  }
}
