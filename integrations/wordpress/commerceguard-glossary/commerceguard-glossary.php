<?php
/**
 * Plugin Name:       CommerceGuard Glossary
 * Description:       A search box for a CommerceGuard glossary, its terms explained in your posts, and cards for its pages.
 * Version:           1.0.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * Author:            CommerceGuard
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       commerceguard-glossary
 *
 * @package CommerceGuard\Glossary
 */

namespace CommerceGuard\Glossary;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

require __DIR__ . '/includes/settings.php';
require __DIR__ . '/includes/settings-page.php';
require __DIR__ . '/includes/elements.php';
require __DIR__ . '/includes/cards.php';
